export default { title: "werkzeug-de", i18n: { defaultLocale: "de", locales: ["de"] } };
