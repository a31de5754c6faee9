"""What networkx reads in exported graphs, as JSON: python3 read-exports.py FILE.gexf FILE.graphml FILE.json"""

import json
import sys

import networkx


def read(path):
    if path.endswith(".gexf"):
        return networkx.read_gexf(path)
    if path.endswith(".graphml"):
        return networkx.read_graphml(path)
    with open(path, encoding="utf-8") as file:
        return networkx.node_link_graph(json.load(file), link="edges")


def found(path):
    graph = read(path)
    return {
        "file": path,
        "directed": graph.is_directed(),
        "multigraph": graph.is_multigraph(),
        "nodes": [{"id": node, "attributes": values} for node, values in graph.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, "attributes": values}
            for source, target, values in graph.edges(data=True)
        ],
    }


print(json.dumps([found(path) for path in sys.argv[1:]]))
