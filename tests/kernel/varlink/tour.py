#!/usr/bin/env python3
"""tour.py SOCKET CAK-FILE   calls every method of a running agent whose connection "link" is secured, and holds each answer,
errors too, against the descriptions that the agent serves. Fails where one does not fit, or a call does not do what it should."""
import json, socket, sys

from interface import Interface

AGENT, SERVICE = "org.macsecd.Agent", "org.varlink.service"
SECOND = "6b657932"
WEEK = 7 * 24 * 3600

# What is called, in this order: method, parameters, and the error that is expected, if one is. A CAK goes with those that
# name a descriptor.
LINK, NEW, NEWER = ({"connectionName": name} for name in ("link", "new", "newer"))
KEY = LINK | {"ckn": SECOND}
SECRET = {"secretName": "spare"}
LAG = {"lagName": "both"}
MEMBERS = LAG | {"connections": ["new", "newer"], "type": "active-backup"}
TOUR = [
    ("DescribeConnections", {}, None),
    ("CheckInterface", {"interface": "eth0"}, None),
    ("CheckInterface", {"interface": "nothing"}, None),
    ("UpdateConnection", LINK | {"keyServerPriority": 10}, None),
    ("UpdateConnection", LINK | {"mtu": "1"}, "IllegalParam"),
    ("ImportSecret", SECRET | {"ckn": SECOND, "cakFileDescriptor": 0}, None),
    ("GrantSecrets", LINK | SECRET, None),
    ("ListSecrets", {}, None),
    ("RevokeSecrets", LINK | SECRET, None),
    ("ScheduleKeyDeletion", SECRET | {"inSeconds": WEEK}, None),
    ("ListSecrets", {}, None),
    ("CancelKeyDeletion", SECRET, None),
    ("DeleteSecret", SECRET, None),
    ("KeystoreStatus", {}, None),
    ("AssociateKey", KEY | {"cakFileDescriptor": 0}, None),
    ("AssociateKey", KEY | {"cakFileDescriptor": 1}, "IllegalParam"),
    ("DescribeConnections", LINK, None),
    ("DisassociateKey", KEY | {"dryRun": True}, None),
    ("DisassociateKey", KEY, None),
    ("ReassociateKey", KEY, None),
    ("DisassociateKey", KEY, None),
    ("DeleteKey", KEY, None),
    ("RotateKey", KEY | {"cakFileDescriptor": 0, "dryRun": True}, None),
    ("RotateKey", KEY | {"cakFileDescriptor": 0}, None),
    ("DescribeConnections", LINK, None),
    ("AbortRotation", LINK, None),
    ("Rekey", LINK, None),
    ("AssociateTokenKey", LINK | {"ckn": SECOND, "pkcs11Uri": "no uri"}, "IllegalParam"),
    ("CreateConnection", NEW | {"interface": "eth1", "encryptionMode": "must_encrypt"}, None),
    ("CreateConnection", NEW | {"interface": "eth1"}, "ConnectionExists"),
    ("CreateConnection", NEWER | {"interface": "eth2", "encryptionMode": "must_encrypt"}, None),
    ("CreateLag", MEMBERS | {"dryRun": True}, None),
    ("CreateLag", MEMBERS, None),
    ("DescribeLags", {}, None),
    ("UpdateLag", LAG | {"minimumLinks": 1}, None),
    ("DisassociateConnectionFromLag", LAG | NEWER, None),
    ("DisassociateConnectionFromLag", LAG | NEW, "IncorrectStatus"),
    ("AssociateConnectionWithLag", LAG | NEWER | {"dryRun": True}, None),
    ("AssociateConnectionWithLag", LAG | NEWER, None),
    ("DeleteLag", LAG, None),
    ("DeleteConnection", NEW, None),
    ("DeleteConnection", NEW, "ConnectionNotFound"),
    ("KeystoreRewrap", {}, None),
    ("Metrics", {}, None),
]
# The rules of Varlink: what is refused before it reaches a method. Method, parameters, error, its parameter.
RULES = [
    (f"{AGENT}.NoSuchMethod", {}, "MethodNotFound", {"method": f"{AGENT}.NoSuchMethod"}),
    ("org.example.ping.Ping", {}, "InterfaceNotFound", {"interface": "org.example.ping"}),
    (f"{SERVICE}.GetInterfaceDescription", {"interface": "org.example.ping"}, "InterfaceNotFound", {"interface": "org.example.ping"}),
    (f"{SERVICE}.GetInterfaceDescription", {}, "InvalidParameter", {"parameter": "interface"}),
    (f"{AGENT}.DescribeConnections", {"colour": "red"}, "InvalidParameter", {"parameter": "colour"}),
    (f"{AGENT}.DescribeConnections", {"connectionName": 1}, "InvalidParameter", {"parameter": "connectionName"}),
    (f"{AGENT}.Rekey", {}, "InvalidParameter", {"parameter": "connectionName"}),
    (f"{AGENT}.Monitor", {}, "ExpectedMore", {}),
]


class Agent:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(30)
        self.socket.connect(path)
        self.received = b""

    def say(self, *messages, files=()):
        socket.send_fds(self.socket, [b"".join(json.dumps(message).encode() + b"\0" for message in messages)], files)

    def hear(self):
        while b"\0" not in self.received:
            piece = self.socket.recv(65536)
            assert piece, "the agent has closed the connection"
            self.received += piece
        message, self.received = self.received.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, parameters={}, files=()):
        self.say({"method": method, "parameters": parameters}, files=files)
        return self.hear()


def equal(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what} should be {expected}, but is {actual}")


def check_rules(agent, service):
    for method, parameters, error, told in RULES:
        reply = agent.ask(method, parameters)
        equal(f"the reply of {method} {parameters}", reply, {"error": f"{SERVICE}.{error}", "parameters": told})
        service.check(service.errors[error], told, error)
    # Sent ahead; a oneway call gets no reply, nor does one that fails.
    info = {"method": f"{SERVICE}.GetInfo"}
    agent.say(info | {"oneway": True}, {"method": f"{AGENT}.NoSuchMethod", "oneway": True}, info | {"parameters": None}, info | {"more": True})
    for _ in range(2):
        reply = agent.hear()
        equal("the members of a reply", list(reply), ["parameters"])
        service.check(service.methods["GetInfo"][1], reply["parameters"], "GetInfo")


def check_answer(interface, method, reply, expected):
    if "error" in reply:
        name = reply["error"].removeprefix(f"{AGENT}.")
        if name not in interface.errors:
            sys.exit(f"{method}: error {reply['error']} is not in the description: {reply}")
        interface.check(interface.errors[name], reply["parameters"], name)
    else:
        name = None
        interface.check(interface.methods[method][1], reply["parameters"], method)
    if name != expected:
        sys.exit(f"{method} should end with {expected or 'success'}: {json.dumps(reply)}")


def take_tour(agent, interface, cak_file):
    for method, parameters, expected in TOUR:
        with open(cak_file) as cak:
            files = [cak.fileno()] if "cakFileDescriptor" in parameters else []
            check_answer(interface, method, agent.ask(f"{AGENT}.{method}", parameters, files), expected)


def check_stream(agent, interface):
    agent.say({"method": f"{AGENT}.Monitor", "parameters": {"history": 500}, "more": True})
    first = agent.hear()
    equal("continues", first["continues"], True)
    events = [agent.hear() for _ in range(first["parameters"]["sequence"])]
    for reply in [first, *events]:
        interface.check(interface.methods["Monitor"][1], reply["parameters"], "Monitor")
    return len(events)


def main(path, cak_file):
    agent = Agent(path)
    service, interface = (
        Interface(agent.ask(f"{SERVICE}.GetInterfaceDescription", {"interface": name})["parameters"]["description"])
        for name in (SERVICE, AGENT))
    info = agent.ask(f"{SERVICE}.GetInfo")["parameters"]
    equal("the interfaces", sorted(info["interfaces"]), [AGENT, SERVICE])
    check_rules(agent, service)
    take_tour(agent, interface, cak_file)
    events = check_stream(agent, interface)
    missed = interface.methods.keys() - {method for method, _, _ in TOUR} - {"Monitor"}
    for wrong in sorted(set(service.wrong + interface.wrong)):
        print("wrong:", wrong)
    print(f"{len(TOUR)} calls, {events} events, {len(interface.seen)} members seen; not called: {sorted(missed)}")
    sys.exit(1 if service.wrong or interface.wrong else 0)


main(*sys.argv[1:])
