"""Tests of the verification of documents, and of their sharing."""
