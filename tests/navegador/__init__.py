"""The portal as people meet it: in a real browser, by the labels that they see."""
