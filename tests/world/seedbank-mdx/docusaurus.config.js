export default { title: "seedbank-mdx", i18n: { defaultLocale: "en", locales: ["en"] } };
