module.exports = { siteMetadata: { title: "sobre-br" } };
