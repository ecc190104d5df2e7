# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a program through the accessibility tree, as a person with a screen reader does."""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

CoordType = Atspi.CoordType
Role = Atspi.Role
State = Atspi.StateType


class NotFound(Exception):
    pass


def _children(node):
    for index in range(node.get_child_count()):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield child


def walk(node, showing=True):
    """Every node below, depth first; only what is on screen unless told otherwise."""
    for child in _children(node):
        try:
            if showing and not child.get_state_set().contains(State.SHOWING):
                continue
        except GLib.Error:
            continue
        yield child
        yield from walk(child, showing)


def describe(node):
    return f"{node.get_role_name()} '{node.get_name()}'"


def text_of(node):
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))


def matches(node, role, name, contains):
    if role is not None and node.get_role() not in (role if isinstance(role, tuple) else (role,)):
        return False
    text = node.get_name() or ""
    if name is not None and text != name:
        return False
    return contains is None or contains in text


class App:
    def __init__(self, process_id, seconds=20):
        self.node = self._wait(lambda: self._find_application(process_id), seconds, f"the program {process_id}")

    @staticmethod
    def _find_application(process_id):
        for application in _children(Atspi.get_desktop(0)):
            try:
                if application.get_process_id() == process_id and application.get_child_count() > 0:
                    return application
            except GLib.Error:
                continue
        return None

    @staticmethod
    def _wait(look, seconds, what):
        end = time.monotonic() + seconds
        while True:
            try:
                found = look()
            except GLib.Error:
                found = None
            if found is not None:
                return found
            if time.monotonic() > end:
                raise NotFound(what)
            time.sleep(0.05)

    def all(self, role=None, name=None, contains=None, within=None, showing=True):
        return [node for node in walk(within or self.node, showing) if matches(node, role, name, contains)]

    def find(self, role=None, name=None, contains=None, within=None, seconds=10):
        what = f"{role} name={name!r} contains={contains!r}"

        def look():
            found = self.all(role, name, contains, within)
            return found[0] if found else None

        return self._wait(look, seconds, what)

    def gone(self, role=None, name=None, contains=None, seconds=10):
        self._wait(lambda: None if self.all(role, name, contains) else True, seconds, f"{name or contains} to go away")

    def press(self, role=None, name=None, contains=None, within=None, seconds=10):
        node = self.find(role, name, contains, within, seconds)
        act(node)
        return node

    def perform(self, action_name):
        """Performs an action of whatever widget on screen offers it."""
        for node in self.all():
            action = node.get_action_iface()
            for index in range(action.get_n_actions() if action else 0):
                if action.get_action_name(index) == action_name:
                    action.do_action(index)
                    return
        raise NotFound(f"the action {action_name}")

    def select(self, name=None, contains=None, within=None, seconds=10):
        """Selects a row of a list."""
        node = self.find((Role.LIST_ITEM, Role.TREE_ITEM, Role.TABLE_ROW), name, contains, within, seconds)
        select(node)
        return node

    def type(self, text, name=None, contains=None):
        node = self.find((Role.TEXT, Role.PASSWORD_TEXT, Role.ENTRY), name, contains)
        node.get_editable_text_iface().set_text_contents(text)
        return node

    def outline(self, node=None, depth=0):
        node = node or self.node
        lines = ["  " * depth + describe(node)]
        for child in _children(node):
            if child.get_state_set().contains(State.SHOWING):
                lines += self.outline(child, depth + 1)
        return lines


def act(node):
    """The first action of the node, or of the nearest one below it that has any."""
    for candidate in [node, *walk(node)]:
        action = candidate.get_action_iface()
        if action is not None and action.get_n_actions() > 0:
            action.do_action(0)
            return
    raise NotFound(f"an action of {describe(node)}")


def select(node):
    parent = node.get_parent()
    while parent is not None:
        selection = parent.get_selection_iface()
        if selection is not None:
            selection.select_child(node.get_index_in_parent())
            return
        node, parent = parent, parent.get_parent()
    raise NotFound("a list around the row")
