"""Issuing in bulk: the list, its rows as tasks of the queue, how far it is, its ZIP."""
