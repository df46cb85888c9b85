module.exports = { siteMetadata: { title: "coffee-product" } };
