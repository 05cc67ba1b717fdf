"""A simulated CPx card: made from documents and from programs that read such cards, never from a real card's traffic.

In the comments of these modules "inferred" marks what follows from other facts only, and "not known" what was chosen
because something has to be answered. A real card may differ there.
"""
