"""Structure of a text: paragraphs and lists by form, sections, quotations, reference lists."""
