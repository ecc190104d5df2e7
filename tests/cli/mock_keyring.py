#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring that behaves as it is told: mock_keyring.py BEHAVIOUR [STATE-FILE].

good        keeps what it is given, in the state file as well
locked      everything in it is locked, and whoever is asked to unlock it dismisses the prompt
dies        ends in the midst of the first call that is about a secret
refuses     answers each call about a secret with an error
"""

import json
import os
import pathlib
import sys

from gi.repository import Gio, GLib

SERVICE = "/org/freedesktop/secrets"
COLLECTION = SERVICE + "/collection/login"
ALIAS = SERVICE + "/aliases/default"
PROMPT = SERVICE + "/prompt/p1"
SESSION = SERVICE + "/session/s1"

XML = """
<node>
  <interface name="org.freedesktop.Secret.Service">
    <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/><arg type="v" direction="out"/><arg type="o" direction="out"/></method>
    <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
    <method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
    <method name="GetSecrets"><arg type="ao" direction="in"/><arg type="o" direction="in"/><arg type="a{o(oayays)}" direction="out"/></method>
    <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
    <property name="Collections" type="ao" access="read"/>
  </interface>
  <interface name="org.freedesktop.Secret.Collection">
    <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/><arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
    <method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/></method>
    <property name="Items" type="ao" access="read"/>
    <property name="Label" type="s" access="readwrite"/>
    <property name="Locked" type="b" access="read"/>
    <property name="Created" type="t" access="read"/>
    <property name="Modified" type="t" access="read"/>
  </interface>
  <interface name="org.freedesktop.Secret.Item">
    <method name="Delete"><arg type="o" direction="out"/></method>
    <method name="GetSecret"><arg type="o" direction="in"/><arg type="(oayays)" direction="out"/></method>
    <property name="Attributes" type="a{ss}" access="readwrite"/>
    <property name="Label" type="s" access="readwrite"/>
    <property name="Locked" type="b" access="read"/>
    <property name="Created" type="t" access="read"/>
    <property name="Modified" type="t" access="read"/>
  </interface>
  <interface name="org.freedesktop.Secret.Prompt">
    <method name="Prompt"><arg type="s" direction="in"/></method>
    <method name="Dismiss"/>
    <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
  </interface>
</node>
"""


class Keyring:
    def __init__(self, behaviour, state):
        self.behaviour = behaviour
        self.state = state
        self.items = json.loads(state.read_text()) if state and state.exists() else {}
        self.interfaces = {interface.name.rsplit(".", 1)[1]: interface for interface in Gio.DBusNodeInfo.new_for_xml(XML).interfaces}
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.registered = {}
        self.register(SERVICE, "Service")
        self.register(COLLECTION, "Collection")
        self.register(ALIAS, "Collection")
        self.register(PROMPT, "Prompt")
        for path in self.items:
            self.register(path, "Item")

    def register(self, path, interface):
        self.registered[path] = self.bus.register_object(path, self.interfaces[interface], self.call, self.get, None)

    def keep(self):
        if self.state:
            self.state.write_text(json.dumps(self.items))

    def find(self, attributes):
        return [path for path, item in self.items.items() if attributes.items() <= item["attributes"].items()]

    def secret_of(self, path):
        return (SESSION, b"", bytes.fromhex(self.items[path]["secret"]), "text/plain")

    def get(self, _bus, _sender, path, interface, name):
        item = self.items.get(path, {})
        return {
            "Collections": lambda: GLib.Variant("ao", [COLLECTION]),
            "Items": lambda: GLib.Variant("ao", list(self.items)),
            "Label": lambda: GLib.Variant("s", item.get("label", "Login")),
            "Locked": lambda: GLib.Variant("b", self.behaviour == "locked"),
            "Attributes": lambda: GLib.Variant("a{ss}", item.get("attributes", {})),
            "Created": lambda: GLib.Variant("t", 1),
            "Modified": lambda: GLib.Variant("t", 1),
        }[name]()

    def call(self, _bus, _sender, path, _interface, method, parameters, invocation):
        if method in ("SearchItems", "GetSecrets", "CreateItem", "Delete") and self.behaviour == "dies":
            os._exit(1)
        if method in ("SearchItems", "GetSecrets", "CreateItem", "Delete") and self.behaviour == "refuses":
            invocation.return_dbus_error("org.freedesktop.DBus.Error.Failed", "the keyring is out of order")
            return
        getattr(self, method)(path, parameters.unpack(), invocation)

    def OpenSession(self, _path, arguments, invocation):
        if arguments[0] != "plain":
            invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "only plain")
            return
        invocation.return_value(GLib.Variant("(vo)", (GLib.Variant("s", ""), SESSION)))

    def SearchItems(self, path, arguments, invocation):
        found = self.find(arguments[0])
        if path != SERVICE:
            invocation.return_value(GLib.Variant("(ao)", (found,)))
        elif self.behaviour == "locked":
            invocation.return_value(GLib.Variant("(aoao)", ([], found)))
        else:
            invocation.return_value(GLib.Variant("(aoao)", (found, [])))

    def Unlock(self, _path, arguments, invocation):
        if self.behaviour == "locked":
            invocation.return_value(GLib.Variant("(aoo)", ([], PROMPT)))
        else:
            invocation.return_value(GLib.Variant("(aoo)", (arguments[0], "/")))

    def GetSecrets(self, _path, arguments, invocation):
        found = {path: self.secret_of(path) for path in arguments[0] if path in self.items}
        invocation.return_value(GLib.Variant("(a{o(oayays)})", (found,)))

    def GetSecret(self, path, _arguments, invocation):
        invocation.return_value(GLib.Variant("((oayays))", (self.secret_of(path),)))

    def ReadAlias(self, _path, _arguments, invocation):
        invocation.return_value(GLib.Variant("(o)", (COLLECTION,)))

    def CreateItem(self, _path, arguments, invocation):
        properties, secret, _replace = arguments
        if self.behaviour == "locked":
            invocation.return_dbus_error("org.freedesktop.Secret.Error.IsLocked", "locked")
            return
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        same = [path for path in self.find(attributes) if self.items[path]["attributes"] == attributes]
        path = same[0] if same else f"{COLLECTION}/i{len(self.items) + 1}"
        self.items[path] = {
            "attributes": attributes, "label": properties["org.freedesktop.Secret.Item.Label"], "secret": bytes(secret[2]).hex(),
        }
        if not same:
            self.register(path, "Item")
        self.keep()
        invocation.return_value(GLib.Variant("(oo)", (path, "/")))

    def Delete(self, path, _arguments, invocation):
        del self.items[path]
        self.bus.unregister_object(self.registered.pop(path))
        self.keep()
        invocation.return_value(GLib.Variant("(o)", ("/",)))

    def Prompt(self, _path, _arguments, invocation):
        invocation.return_value(None)
        GLib.idle_add(self.dismiss)

    def Dismiss(self, _path, _arguments, invocation):
        invocation.return_value(None)

    def dismiss(self):
        self.bus.emit_signal(
            None, PROMPT, "org.freedesktop.Secret.Prompt", "Completed", GLib.Variant("(bv)", (True, GLib.Variant("ao", [])))
        )
        return GLib.SOURCE_REMOVE


def main():
    keyring = Keyring(sys.argv[1], pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    loop = GLib.MainLoop()
    Gio.bus_own_name_on_connection(
        keyring.bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE, lambda *_: print("ready", flush=True), None
    )
    loop.run()


if __name__ == "__main__":
    main()
