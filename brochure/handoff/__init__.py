"""The folder for the print shop: PDF, proofs, report, and a sheet that says in its words what is to be printed."""
