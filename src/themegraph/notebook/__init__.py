"""Notebooks: %%sparql, %ask and %explain with completion (`%load_ext themegraph`), and rendering to HTML."""
