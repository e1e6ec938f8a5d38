"""Lists of holdings: what an account held on a day, from issuers' files and regulatory forms."""
