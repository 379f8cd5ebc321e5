#!/usr/bin/env python3
"""secure_link.py INTERFACE CKN CAK-FILE   secures a link with macsecd, without any library: Varlink is JSON with an octet 0 behind it."""
import json, os, socket, sys

def call(method, parameters, more=False, files=()):
    """The replies, one after the other. Files travel beside the message (SCM_RIGHTS): keys are never in it."""
    with socket.socket(socket.AF_UNIX) as agent:
        agent.connect(os.environ.get("MACSECD_SOCKET", "/run/macsecd/control"))
        message = {"method": "org.macsecd.Agent." + method, "parameters": parameters, "more": more}
        socket.send_fds(agent, [json.dumps(message).encode() + b"\0"], files)
        received = b""
        while piece := agent.recv(65536):
            *replies, received = (received + piece).split(b"\0")
            for reply in map(json.loads, replies):
                if "error" in reply:
                    sys.exit(f"{reply['error']}: {reply['parameters'].get('what', reply['parameters'])}")
                yield reply["parameters"]
                if not reply.get("continues"):
                    return
        sys.exit("macsecd has closed the connection")

interface, ckn, cak_file = sys.argv[1:]
link = {"connectionName": interface}
next(call("CreateConnection", link | {"interface": interface, "encryptionMode": "must_encrypt"}))
events = call("Monitor", link, more=True)
next(events)  # ready: whatever happens from now on is told
with open(cak_file) as cak:
    next(call("AssociateKey", link | {"ckn": ckn, "cakFileDescriptor": 0}, files=[cak.fileno()]))
for event in (reply["event"] for reply in events):
    print(event["time"], event["event"], event["message"])
    if event["event"] == "session-secured":
        break
