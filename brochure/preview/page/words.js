// What is said to whoever looks, in the language of the messages; the server puts the words in.

export const LANGUAGE = "en";
const WORDS = {};

export function t(text, fields = {}) {
  return (WORDS[text] ?? text).replace(/\{(\w+)\}/g, (slot, name) => fields[name] ?? slot);
}

export function number(value, digits = 0) {
  return value.toLocaleString(LANGUAGE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
