"""Answers: one door for every question, whoever asks."""

from touchpath.answers.answer import Answer, Reading, Table
from touchpath.answers.asking import ask, question_from_plain, question_to_plain
from touchpath.answers.viewer import Viewer

__all__ = ["Answer", "Reading", "Table", "Viewer", "ask", "question_from_plain", "question_to_plain"]
