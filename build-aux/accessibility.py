# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a program through the accessibility tree, as a person with a screen reader does.

The tree is asked for as a whole, with the one call that AT-SPI has for that (org.a11y.atspi.Cache.GetItems), rather than
node by node with some five calls each: a look at a window takes hundredths of a second, and the tests look very often.
A node is what was seen in such a look; what is done to it, and the text in it, goes to the program at once.
"""

import collections
import json
import time

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Json", "1.0")
from gi.repository import Atspi, Gio, GLib, Json  # noqa: E402

CoordType = Atspi.CoordType
Role = Atspi.Role
State = Atspi.StateType

REGISTRY = "org.a11y.atspi.Registry"
ROOT_PATH = "/org/a11y/atspi/accessible/root"
CACHE_PATH = "/org/a11y/atspi/cache"
PATIENCE_MS = 10000

Area = collections.namedtuple("Area", "x y width height")


class NotFound(Exception):
    pass


class Bus:
    """The bus that assistive technologies and programs meet on."""

    _connection = None

    @classmethod
    def _get(cls):
        if cls._connection is None:
            session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
            address = session.call_sync(
                "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None
            ).unpack()[0]
            flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
            cls._connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        return cls._connection

    @classmethod
    def call(cls, name, path, interface, method, parameters=None):
        """The first value of the answer."""
        answer = cls._get().call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None)
        # An answer of some ten thousand values takes Python ten times as long to take apart value by value.
        values = json.loads(Json.gvariant_serialize_data(answer)[0])
        return values[0] if values else None

    @classmethod
    def ask(cls, name, path, interface, method, parameters=None):
        return cls.call(name, path, "org.a11y.atspi." + interface, method, parameters)


class States:
    def __init__(self, words):
        self._bits = words[0] | words[1] << 32

    def contains(self, state):
        return bool(self._bits >> int(state) & 1)


class Node:
    def __init__(self, item):
        (self.bus_name, self.path), _, (_, self.parent_path), self._index, self.n_children, self._interfaces, self._name, role, self._description, states = item
        self._role = Role(role)
        self._states = States(states)
        self.parent = None
        self.children = []

    def _ask(self, interface, method, parameters=None):
        return Bus.ask(self.bus_name, self.path, interface, method, parameters)

    def _has(self, interface):
        return self if "org.a11y.atspi." + interface in self._interfaces else None

    def get_name(self):
        return self._name

    def get_description(self):
        return self._description

    def get_role(self):
        return self._role

    def get_role_name(self):
        return Atspi.role_get_name(self._role)

    def get_state_set(self):
        return self._states

    def get_parent(self):
        return self.parent

    def get_index_in_parent(self):
        return self._index

    def get_attributes(self):
        return self._ask("Accessible", "GetAttributes")

    def get_action_names(self):
        return [name for name, _, _ in self._ask("Action", "GetActions")] if self._has("Action") else []

    def do_action(self, index):
        self._ask("Action", "DoAction", GLib.Variant("(i)", (index,)))

    def has_text(self):
        return self._has("Text") is not None

    def has_editable_text(self):
        return self._has("EditableText") is not None

    def set_text(self, text):
        self._ask("EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))

    def has_selection(self):
        return self._has("Selection") is not None

    def select_child(self, index):
        self._ask("Selection", "SelectChild", GLib.Variant("(i)", (index,)))

    def get_area(self, coordinates=CoordType.WINDOW):
        return Area(*self._ask("Component", "GetExtents", GLib.Variant("(u)", (int(coordinates),))))


def _read_items(bus_name):
    nodes = {}
    for item in Bus.ask(bus_name, CACHE_PATH, "Cache", "GetItems"):
        node = Node(item)
        nodes[node.path] = node
    for node in sorted(nodes.values(), key=Node.get_index_in_parent):
        node.parent = nodes.get(node.parent_path)
        if node.parent is not None:
            node.parent.children.append(node)
    return nodes


def _ask_children(bus_name, path):
    return [child for _, child in Bus.ask(bus_name, path, "Accessible", "GetChildren")]


def _meet(bus_name, path, known):
    """A program's cache has only what somebody has asked for once; so does this, for all that is below."""
    for child in _ask_children(bus_name, path):
        if child not in known:
            known.add(child)
            _meet(bus_name, child, known)


def _is_in_doubt(node):
    """The cache still has what is hidden, as the pages of a stack or the rows of a list that has scrolled on."""
    shown = [child.get_index_in_parent() for child in node.children if child.get_state_set().contains(State.SHOWING)]
    return shown != list(range(node.n_children))


def _read_tree(bus_name):
    """All nodes of a program, by their path."""
    for attempts_left in (2, 1, 0):
        nodes = _read_items(bus_name)
        children = {path: _ask_children(bus_name, path) for path, node in nodes.items() if _is_in_doubt(node)}
        unknown = {child for paths in children.values() for child in paths} - nodes.keys()
        if not unknown or not attempts_left:
            break
        known = set(nodes) | unknown
        for path in unknown:
            _meet(bus_name, path, known)
    for path, paths in children.items():
        nodes[path].children = [nodes[child] for child in paths if child in nodes]
    return nodes


def _below(node, showing):
    for child in node.children:
        if showing and not child.get_state_set().contains(State.SHOWING):
            continue
        yield child
        yield from _below(child, showing)


def walk(node, showing=True):
    """Every node below as it is now, depth first; only what is on screen unless told otherwise."""
    now = _read_tree(node.bus_name).get(node.path)
    return _below(now, showing) if now is not None else iter(())


def describe(node):
    return f"{node.get_role_name()} '{node.get_name()}'"


def text_of(node):
    length = Bus.call(
        node.bus_name, node.path, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", ("org.a11y.atspi.Text", "CharacterCount"))
    )
    return Bus.ask(node.bus_name, node.path, "Text", "GetText", GLib.Variant("(ii)", (0, length)))


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
        for bus_name, path in Bus.ask(REGISTRY, ROOT_PATH, "Accessible", "GetChildren"):
            name = GLib.Variant("(s)", (bus_name,))
            try:
                if Bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", name) != process_id:
                    continue
                if Bus.ask(bus_name, path, "Accessible", "GetChildren"):
                    return _read_tree(bus_name).get(path)
            except GLib.Error:
                # Another program, which ends meanwhile.
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

    def each(self, role=None, name=None, contains=None, within=None, showing=True):
        return (node for node in walk(within or self.node, showing) if matches(node, role, name, contains))

    def all(self, role=None, name=None, contains=None, within=None, showing=True):
        return list(self.each(role, name, contains, within, showing))

    def find(self, role=None, name=None, contains=None, within=None, seconds=10):
        what = f"{role} name={name!r} contains={contains!r}"

        return self._wait(lambda: next(self.each(role, name, contains, within), None), seconds, what)

    def gone(self, role=None, name=None, contains=None, seconds=10):
        self._wait(lambda: None if any(True for _ in self.each(role, name, contains)) else True, seconds, f"{name or contains} to go away")

    def press(self, role=None, name=None, contains=None, within=None, seconds=10):
        node = self.find(role, name, contains, within, seconds)
        act(node)
        return node

    def perform(self, action_name):
        """Performs an action of whatever widget on screen offers it."""
        for node in self.each():
            names = node.get_action_names()
            if action_name in names:
                node.do_action(names.index(action_name))
                return
        raise NotFound(f"the action {action_name}")

    def select(self, name=None, contains=None, within=None, seconds=10):
        """Selects a row of a list."""
        node = self.find((Role.LIST_ITEM, Role.TREE_ITEM, Role.TABLE_ROW), name, contains, within, seconds)
        select(node)
        return node

    def type(self, text, name=None, contains=None):
        node = self.find((Role.TEXT, Role.PASSWORD_TEXT, Role.ENTRY), name, contains)
        node.set_text(text)
        return node

    def outline(self, node=None, depth=0):
        node = node or _read_tree(self.node.bus_name)[self.node.path]
        lines = ["  " * depth + describe(node)]
        for child in node.children:
            if child.get_state_set().contains(State.SHOWING):
                lines += self.outline(child, depth + 1)
        return lines


def act(node):
    """The first action of the node, or of the nearest one below it that has any."""
    for candidate in [node, *walk(node)]:
        if candidate.get_action_names():
            candidate.do_action(0)
            return
    raise NotFound(f"an action of {describe(node)}")


def select(node):
    parent = node.get_parent()
    while parent is not None:
        if parent.has_selection():
            parent.select_child(node.get_index_in_parent())
            return
        node, parent = parent, parent.get_parent()
    raise NotFound("a list around the row")
