"""Which way to set a section is tried, and on which pages: copyfitting, booklet, leaflet."""
