"""Ask about several meetings at the same time."""

import asyncio

from bbb_api import AsyncClient


async def running(*meeting_ids: str) -> dict[str, str]:
    """Tell of each meeting whether anybody is in it."""
    async with AsyncClient.from_env() as bbb:
        calls = [bbb.call("isMeetingRunning", meetingID=meeting_id) for meeting_id in meeting_ids]
        responses = await asyncio.gather(*calls)
    return {name: response.get("running") for name, response in zip(meeting_ids, responses, strict=True)}


print(asyncio.run(running("physics-1", "geometry-1")))
