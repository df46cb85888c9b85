module.exports = { siteMetadata: { title: "alder-works" } };
