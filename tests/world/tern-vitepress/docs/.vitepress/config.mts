export default { title: "tern-vitepress", lang: "en" };
