module.exports = { siteMetadata: { title: "solidarity-el" } };
