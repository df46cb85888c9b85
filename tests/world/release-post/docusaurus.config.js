export default { title: "release-post", i18n: { defaultLocale: "en", locales: ["en"] } };
