"""A client of another make: the Python SDK lists and calls every tool, reads a resource and a prompt.

python3 client.py http://127.0.0.1:8080/mcp
python3 client.py fatiao mcp --data DIR

It validates each answer against the schema that the tool declares. The laws are those of internal/testlaw.
"""

import asyncio
import sys

import jsonschema
from mcp import Client, StdioServerParameters

LAW = "车辆安全法"
CALLS = {
    "search_law": {"query": "漏雨 租金"},
    "get_article": {"address": LAW + "第3条", "context": 1},
    "get_law": {"law": LAW},
    "get_history": {"address": LAW + "3"},
    "get_cited_by": {"address": LAW + "3"},
    "search_cases": {"query": "车辆事故"},
    "get_case": {},  # the id is that of the first case found
    "check_citations": {"text": "依照《车辆安全法》第三条、第九十九条的规定，判决如下。"},
    "resolve_name": {"name": LAW},
    "get_coverage": {},
}
WRONG = [("get_article", {}), ("get_article", {"address": 7}), ("search_law", {"query": "x", "limit": 1000}), ("search_law", {"query": "x", "y": 1})]


async def main(server):
    async with Client(server) as client:
        tools = {t.name: t for t in (await client.list_tools()).tools}
        assert set(tools) == set(CALLS), sorted(tools)
        for name in sorted(CALLS, key=lambda n: n == "get_case"):
            tool, arguments = tools[name], CALLS[name]
            assert tool.title and tool.annotations.read_only_hint and tool.annotations.idempotent_hint, name
            jsonschema.Draft202012Validator.check_schema(tool.input_schema)
            jsonschema.Draft202012Validator.check_schema(tool.output_schema)
            jsonschema.validate(arguments, tool.input_schema) if arguments else None
            result = await client.call_tool(name, arguments)
            answer = result.structured_content
            assert not result.is_error, (name, result.content)
            jsonschema.validate(answer, tool.output_schema)
            assert answer["outcome"] == "found" and answer["collection_until"] and answer["as_of"], (name, answer)
            assert result.content[0].text, name
            if name == "search_cases":
                CALLS["get_case"] = {"id": answer["cases"][0]["id"]}
        for name, arguments in WRONG:
            result = await client.call_tool(name, arguments)
            assert result.is_error and "参数不对" in result.content[0].text, (name, arguments, result)
        templates = (await client.list_resource_templates()).resource_templates
        assert any("{version}" in t.uri_template for t in templates), templates
        read = await client.read_resource("law://%s/3@2019-03-01" % LAW)
        assert "2019-03-01" in read.contents[0].text, read
        prompt = (await client.list_prompts()).prompts[0]
        got = await client.get_prompt(prompt.name, {"text": "依照某法第三条"})
        assert "check_citations" in got.messages[0].content.text, got
    print(len(tools), "tools called")


arguments = sys.argv[1:]
asyncio.run(main(arguments[0] if arguments[0].startswith("http") else StdioServerParameters(command=arguments[0], args=arguments[1:])))
