export default { title: "gezi-tr", lang: "tr" };
