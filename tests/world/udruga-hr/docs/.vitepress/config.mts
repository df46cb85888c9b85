export default { title: "udruga-hr", lang: "hr" };
