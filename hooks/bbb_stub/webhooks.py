"""bbb-webhooks, a program of its own that answers below /bigbluebutton/api/hooks. `outgoing` sends its callbacks.

Facts, seen when 3.5.0 was run:

- Its routes take GET and HEAD, in any case and with a slash at the end; all else is a page of its framework.
- What is hashed begins with the path as it was sent, without /bigbluebutton/api/. The checksum is compared as it is,
  in lower case; one of a length that belongs to no hash makes the program fail.
- Only the query string is read. There is no JSON form.
- It answers from memory; the store (redis) is asked only where a hook comes or goes.
"""

from __future__ import annotations

import hashlib
import html
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qs, quote

from bbb_stub import checksum
from bbb_stub.exchange import Exchange, Reply, not_modeled
from bbb_stub.faults import Silence
from bbb_stub.java_text import is_json, length
from bbb_stub.live import with_values
from bbb_stub.markup import word
from bbb_stub.settings import Settings
from bbb_stub.state import Hook, World

API = "/bigbluebutton/api/"
POWERED = ("X-Powered-By", "Express")
NO_CONTENT = ("Content-Security-Policy", "default-src 'none'")
"""What its framework sends with every page of its own."""


def takes(path: str) -> bool:
    """Return whether nginx hands an address to bbb-webhooks."""
    return f"{path}/".lower().startswith(f"{API}hooks/")


def answer(x: Exchange) -> Reply:
    """Answer a request; raises Silence where none comes."""
    x.headers.append(POWERED)
    method, path = x.request.method, x.request.path
    handler = ROUTES.get(path.lower().removeprefix(API).removesuffix("/"))
    if handler is None or not path.lower().startswith(API):
        return _no_route(x, "bbb-webhooks has no such address")
    if method == "OPTIONS":
        headers = (*x.headers, ("Content-Type", "text/html; charset=utf-8"), ("Allow", "GET,HEAD"))
        return Reply(200, headers, b"GET,HEAD", "the methods of the address; no checksum is looked at")
    return handler(x) if method in ("GET", "HEAD") else _no_route(x, "bbb-webhooks takes GET and HEAD alone")


def _no_route(x: Exchange, why: str) -> Reply:
    x.headers.append(NO_CONTENT)
    target = html.escape(quote(x.request.path, safe="/:@!$&()*+,;=~"))
    return x.say("hooks-cannot-post", why, method=html.escape(x.request.method), target=target)


def _ping(x: Exchange) -> Reply:
    return x.say("hooks-ping", "it is up; no checksum is looked at")


def _query(x: Exchange) -> dict[str, list[str]]:
    return parse_qs(x.request.query.decode("latin-1"), keep_blank_values=True)


def _one(x: Exchange, name: str) -> str | None:
    """Return a parameter as a text; a repeated one is a list there, which is written with commas."""
    values = _query(x).get(name)
    return None if values is None else ",".join(values)


def _hashed(x: Exchange) -> bytes:
    """Return what is hashed but for the secret: the name of the call and the query without its checksum."""
    address = f"{x.request.path}?{x.request.query.decode('latin-1')}"
    for pattern in ("&checksum=[^&]*", "checksum=[^&]*&", "checksum=[^&]*$"):
        address = re.sub(pattern, "", address, count=1)
    path, _, query = address.partition("?")
    return path[len(API) :].encode("utf-8", "replace") + query.encode("latin-1", "replace")


def _refused(x: Exchange) -> Reply | None:
    """The first check: the checksum."""
    given = _query(x).get("checksum", [])
    if len(given) != 1 or not given[0]:
        return x.say(
            "checksumError-bbb-webhooks", f"there is not one checksum but {len(given) if given != [''] else 0}"
        )
    algorithm = checksum.ALGORITHMS.get(length(given[0]))
    if algorithm is None:
        x.headers.append(NO_CONTENT)
        return x.say("hooks-http-500", f"no hash has {length(given[0])} digits")
    if algorithm not in x.settings.supported_checksum_algorithms:
        return x.say("checksumError-bbb-webhooks", f"{algorithm} is not among the accepted algorithms")
    hashed = _hashed(x)
    x.request.note(f'hashed: "{hashed.decode("latin-1")}***"')
    right = hashlib.new(algorithm, hashed + x.settings.secret.encode("utf-8", "replace")).hexdigest()
    return None if right == given[0] else x.say("checksumError-bbb-webhooks", f"{algorithm} differs")


def all_hooks(settings: Settings, world: World) -> dict[str, Hook]:
    """All hooks by ID; those of the program's settings come first."""
    permanent = (_permanent(url) for url in settings.permanent_hooks.split())
    return {hook.hook_id: hook for hook in permanent} | world.hooks


def _hooks(x: Exchange) -> dict[str, Hook]:
    return all_hooks(x.settings, x.world)


def _permanent(url: str) -> Hook:
    return Hook(str(uuid.uuid5(uuid.NAMESPACE_URL, url)), url, permanent=True)


def _create(x: Exchange) -> Reply:
    """Answer hooks/create."""
    if refused := _refused(x):
        return refused
    raw = (_one(x, "getRaw") or "false").lower()
    if raw not in ("true", "false", "1"):
        if is_json(raw):
            return not_modeled("getRaw is JSON, but none of true, false and 1")
        raise Silence("getRaw cannot be read, so no response comes")
    url, events = _query(x).get("callbackURL"), _query(x).get("eventID", [])
    if url is None:
        return x.say("missingParamCallbackURL-bbb-webhooks", "callbackURL is absent")
    if len(events) > 1:
        return x.say("createHookError-bbb-webhooks", "eventID is there more than once")
    known = next((hook for hook in _hooks(x).values() if [hook.callback_url] == url), None)
    if known:
        return x.say("duplicateWarning-bbb-webhooks", "the URL has a hook", live={"hookID": known.hook_id})
    if x.settings.hook_store == "stopped":
        raise Silence("the store is stopped, so no response comes")
    if x.settings.hook_store == "refuses":
        return x.say("createHookError-bbb-webhooks", "the store takes no hook")
    hook_id = x.world.chance.uuid("hook")
    event = events[0].lower() if events else None
    x.world.hooks[hook_id] = Hook(hook_id, ",".join(url), _one(x, "meetingID"), event, raw)
    live = {"hookID": hook_id, "permanentHook": "false", "rawData": raw}
    return _success(x, with_values(_form(x, "hooks-create"), live), "the hook was created")


def _destroy(x: Exchange) -> Reply:
    """Answer hooks/destroy."""
    if refused := _refused(x):
        return refused
    wanted = _one(x, "hookID")
    if wanted is None:
        return x.say("missingParamHookID-bbb-webhooks", "hookID is absent")
    if wanted not in x.world.hooks:
        return x.say("destroyMissingHook-bbb-webhooks", "no hook has this ID, or it is permanent")
    if x.settings.hook_store == "stopped":
        raise Silence("the store is stopped, so no response comes")
    if x.settings.hook_store == "keeps":
        return x.say("destroyHookError-bbb-webhooks", "the store does not let go of the hook")
    del x.world.hooks[wanted]
    return _success(x, _form(x, "hooks-destroy"), "the hook is gone")


def _list(x: Exchange) -> Reply:
    """Answer hooks/list. With a meetingID it shows the first hook of that meeting alone."""
    if refused := _refused(x):
        return refused
    hooks, meeting = list(_hooks(x).values()), _one(x, "meetingID")
    if meeting is not None:
        hooks = [hook for hook in hooks if hook.meeting_id == meeting][:1]
        if not hooks:
            return x.say("listHookError-bbb-webhooks", "no hook was registered for this meeting")
    return _success(x, _listed(hooks), f"{len(hooks)} hooks are listed")


def _listed(hooks: Iterable[Hook]) -> str:
    """The list in XML. Fact: nothing is escaped, and blanks after a > are taken out, wherever it stands."""
    found = "".join(f"<hook>{_elements(hook)}</hook>" for hook in hooks)
    return re.sub(r">\s+", ">", f"<response><returncode>SUCCESS</returncode><hooks>{found}</hooks></response>")


def _elements(hook: Hook) -> str:
    texts = {
        "hookID": hook.hook_id,
        "callbackURL": f"<![CDATA[{hook.callback_url}]]>",
        "meetingID": None if hook.meeting_id is None else f"<![CDATA[{hook.meeting_id}]]>",
        "eventID": hook.event_id,
        "permanentHook": word(hook.permanent),
        "rawData": hook.raw,
    }
    return "".join(f"<{name}>{text}</{name}>" for name, text in texts.items() if text is not None)


def _form(x: Exchange, call: str) -> str:
    body = x.data.calls[call].success
    assert body is not None
    return body


def _success(x: Exchange, body: str, why: str) -> Reply:
    kind = x.data.responses["hooks-ping"].response.layout.content_type
    return Reply(200, (*x.headers, ("Content-Type", kind)), body.encode("utf-8", "replace"), why)


ROUTES: Mapping[str, Callable[[Exchange], Reply]] = {
    "hooks/create": _create,
    "hooks/list": _list,
    "hooks/destroy": _destroy,
    "hooks/ping": _ping,
}
