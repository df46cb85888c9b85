module.exports = { siteMetadata: { title: "blocks-hall" } };
