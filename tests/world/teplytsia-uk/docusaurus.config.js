export default { title: "teplytsia-uk", i18n: { defaultLocale: "uk", locales: ["uk"] } };
