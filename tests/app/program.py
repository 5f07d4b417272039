"""The real program on a bus of its own, and its results as TAP."""

import os
import subprocess
import sys
import time
import traceback

from gi.repository import Gio, GLib

ID = 'org.renewalatlas.Atlas'
PATH = '/org/renewalatlas/Atlas'
# So long that only a hang gets there.
PATIENCE_S = 300


def on_own_bus():
    """Runs this script again on a session bus that no other test is on. What
    the bus starts has nothing to say among the results, and warnings are fatal
    in the program, not in here."""
    if 'ATLAS_RESULTS' in os.environ:
        sys.stdout = os.fdopen(int(os.environ['ATLAS_RESULTS']), 'w')
        return

    results = os.dup(1)
    os.set_inheritable(results, True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.environ['ATLAS_RESULTS'] = str(results)
    os.environ['ATLAS_DEBUG'] = os.environ.pop('G_DEBUG', '')
    os.execvp('dbus-run-session', ['dbus-run-session', '--', sys.executable] + sys.argv)


def wait(condition, what):
    """Until condition() is something; it may be asked too early."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            result = condition()
        except GLib.Error:
            result = None
        if result:
            return result
        time.sleep(0.05)
    raise AssertionError(f'never came: {what}')


class Program:
    """A running program; call() and its friends talk to it over the bus."""

    def __init__(self, executable, *arguments, **environment):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.process = subprocess.Popen([executable, *arguments],
                                        env={**os.environ, 'G_DEBUG': os.environ['ATLAS_DEBUG'],
                                             **environment})
        wait(self.windows, 'a window')
        wait(lambda: 'map' in self.actions(self.windows()[-1]), 'its actions')

    def call(self, path, interface, method, parameters=None):
        assert self.process.poll() is None, 'the program has ended'
        return self.bus.call_sync(ID, path, interface, method, parameters, None,
                                  Gio.DBusCallFlags.NO_AUTO_START, -1, None)

    def windows(self):
        """The paths of all windows."""
        xml = self.call(PATH + '/window', 'org.freedesktop.DBus.Introspectable',
                        'Introspect').unpack()[0]
        return [f'{PATH}/window/{node.path}' for node in Gio.DBusNodeInfo.new_for_xml(xml).nodes]

    def actions(self, path=PATH):
        """name: (enabled, type of the parameter, [state])"""
        return self.call(path, 'org.gtk.Actions', 'DescribeAll').unpack()[0]

    def activate(self, path, name, *parameters):
        arguments = GLib.Variant('(sava{sv})', (name, list(parameters), {}))
        self.call(path, 'org.gtk.Actions', 'Activate', arguments)

    def state(self, path, name):
        return self.actions(path)[name][2][0]

    def quit(self):
        """Returns: the exit status"""
        self.activate(PATH, 'quit')
        return self.process.wait(PATIENCE_S)


def run(laws):
    """Runs functions and prints whether each law holds."""
    failures = 0
    print(f'1..{len(laws)}', flush=True)
    for number, (name, function) in enumerate(laws, 1):
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except (AssertionError, GLib.Error, KeyError) as error:
            failures += 1
            print(f'not ok {number} {name}', flush=True)
            line = traceback.extract_tb(error.__traceback__)[-1]
            print(f'# {type(error).__name__}: {error} ({line.name}: {line.line})', flush=True)
    sys.exit(1 if failures else 0)
