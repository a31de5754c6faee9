#!/usr/bin/python3
"""Records what independent programs say of small networks: writes every file of networks/ beside this script.

    /usr/bin/python3 tests/reference/make-vectors.py            (Debian 12: apt install python3-networkx python3-scipy python3-igraph)

A file holds a network (rows as an edge list would have them, parties, own accounts, a partition into communities) and the
values of every measure. A value counts as recorded once every witness that knows the measure gives it to 1e-9 relative:
`by` names them. Where two that should agree do not, the script stops. `definition` is this script itself: measures that
neither networkx nor igraph has, counted one by one from their published definition over plain sets, as slow as that is.
Numbers have 14 digits. The same versions give the same files; networks made here are seeded, those that are not made
here (`KEPT`) keep the rows that their file holds.
"""
import itertools
import json
import math
import platform
import random
import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path

import igraph
import networkx as nx
import numpy
import scipy

FOLDER = Path(__file__).parent / "networks"
RELATIVE = 1e-9
# An iterated value that is 0 in truth ends as dust of either sign.
ABSOLUTE = 1e-13
SHUFFLES = 4000
KEPT = ["disconnected", "karate-club", "one-way", "self-loops-and-repeats", "two-hundred", "weighted", "with-isolates"]

warnings.filterwarnings("ignore", category=RuntimeWarning)
warnings.filterwarnings("ignore", category=FutureWarning)


# ---------------------------------------------------------------------------------------------------------------- networks


def labelled(graph, note, undirected, parties, owned=(), weight=None):
    """An input from a networkx graph; accounts are numbered in the graph's order."""
    number = {node: i for i, node in enumerate(graph)}
    rows = [[number[a], number[b], weight(a, b) if weight else 1] for a, b in graph.edges()]
    return {
        "note": note,
        "undirected": undirected,
        "accounts": len(number),
        "rows": rows,
        "parties": [parties(node) for node in graph],
        "owned": [number[node] for node in owned],
    }


def drawn_parties(seed, names=("customer", "employee", "partner", None)):
    chance = random.Random(seed)
    return lambda _node: chance.choice(names)


def les_miserables():
    graph = nx.les_miserables_graph()
    note = "Knuth 1993, The Stanford GraphBase: characters of Les Miserables, weight = chapters together; parties drawn"
    return labelled(graph, note, True, drawn_parties(1), ["Valjean"], lambda a, b: graph.edges[a, b]["weight"])


def florentine_families():
    note = "Breiger & Pattison 1986, doi:10.1016/0378-8733(86)90006-7: marriages of Florentine families; parties drawn"
    return labelled(nx.florentine_families_graph(), note, True, drawn_parties(2, ("north", "south")), ["Medici"])


def southern_women():
    graph = nx.davis_southern_women_graph()
    note = "Davis, Gardner & Gardner 1941, Deep South: women and the events they went to; no triangles; parties are the two kinds"
    return labelled(graph, note, True, lambda node: "woman" if graph.nodes[node]["bipartite"] == 0 else "event")


def made(note, accounts, rows, parties=lambda _account: None, owned=(), undirected=False):
    return {
        "note": note,
        "undirected": undirected,
        "accounts": accounts,
        "rows": [list(row) for row in rows],
        "parties": [parties(account) for account in range(accounts)],
        "owned": list(owned),
    }


def erdos_renyi():
    graph = nx.gnp_random_graph(60, 0.06, seed=3, directed=True)
    chance = random.Random(3)
    rows = [(a, b, chance.randint(1, 9)) for a, b in graph.edges()]
    return made("generated: every tie with the same chance (Erdos-Renyi)", 60, rows, drawn_parties(3), [0, 1])


def barabasi_albert():
    rows = [(a, b, 1) for a, b in nx.barabasi_albert_graph(80, 3, seed=4).edges()]
    return made("generated: newcomers prefer the well connected (Barabasi-Albert)", 80, rows, drawn_parties(4), [5], True)


def planted_partition():
    graph = nx.planted_partition_graph(4, 15, 0.3, 0.04, seed=5, directed=True)
    chance = random.Random(5)
    rows = [(a, b, chance.choice((1, 1, 1, 2, 5))) for a, b in graph.edges()]
    note = "generated: four parties of 15 that keep to themselves (planted partition)"
    return made(note, 60, rows, lambda account: "abcd"[account // 15], [0])


def power_law():
    """About 2,000 ties, as of an institution: few hubs, a third answered, repeats and talk to oneself among the rows."""
    chance = random.Random(6)
    accounts = list(range(350))
    pull = [(account + 1) ** -0.8 for account in accounts]
    rows = []
    while len(rows) < 2400:
        sender, receiver = chance.choices(accounts, k=1)[0], chance.choices(accounts, pull, k=1)[0]
        rows.append((sender, receiver, chance.choice((1, 1, 2, 3, 8, 20))))
        if chance.random() < 0.3:
            rows.append((receiver, sender, chance.choice((1, 2, 4))))
    note = "generated: popularity by a power law, a third answered, repeated rows and self-loops"
    return made(note, 350, rows, drawn_parties(6, ("owned", "media", "media", "customer", "customer", None)), [0])


def complete():
    rows = [(a, b, 1 + (a * 3 + b) % 5) for a in range(7) for b in range(7) if a != b]
    return made("everybody addresses everybody", 7, rows, lambda account: "xxxyyzz"[account], [0])


GENERATED = {
    "barabasi-albert": barabasi_albert,
    "complete": complete,
    "directed-cycle": lambda: made(
        "a ring in one direction", 12, [(a, (a + 1) % 12, 2) for a in range(12)], lambda account: "xyz"[account % 3], [0]
    ),
    "erdos-renyi": erdos_renyi,
    "florentine-families": florentine_families,
    "les-miserables": les_miserables,
    "no-ties": lambda: made(
        "five accounts, one of which talks to itself", 5, [(2, 2, 3)], lambda account: ["x", "x", "y", "y", None][account], [0]
    ),
    "planted-partition": planted_partition,
    "power-law": power_law,
    "single-account": lambda: made("one account", 1, [], lambda _account: "x"),
    "southern-women": southern_women,
    "star-both-ways": lambda: made(
        "a star whose ties all go both ways",
        9,
        [row for leaf in range(1, 9) for row in ((0, leaf, 2), (leaf, 0, leaf))],
        lambda account: "owned" if account == 0 else "xy"[account % 2],
        [0],
    ),
    "star-inwards": lambda: made("all address one", 9, [(leaf, 0, leaf) for leaf in range(1, 9)], lambda account: "oxy"[account % 3], [0]),
    "star-outwards": lambda: made("one addresses all", 9, [(0, leaf, leaf) for leaf in range(1, 9)], lambda account: "oxy"[account % 3], [0]),
}


def read_kept(name):
    """The input part of a file that is there already."""
    file = json.loads((FOLDER / f"{name}.json").read_text())
    degree = Counter(end for row in file["rows"] for end in row[:2])
    owned = file.get("owned", [max(range(file["accounts"]), key=lambda account: degree[account])])
    note = file["note"]
    return {**{key: file[key] for key in ("undirected", "accounts", "rows", "parties")}, "note": note, "owned": owned}


# ----------------------------------------------------------------------------------------------------- networkx and igraph


def digraph(given):
    """Distinct directed ties without self-loops, repeats added up; an undirected row is a tie both ways.

    Parties are numbers here: networkx walks sets of them, and sets of texts come in another order in each run.
    """
    graph = nx.DiGraph()
    names = party_names(given["parties"])
    numbers = {name: number for number, name in enumerate(names)}
    graph.add_nodes_from((account, {"party": numbers.get(given["parties"][account])}) for account in range(given["accounts"]))
    for a, b, weight in given["rows"]:
        for source, target in ((a, b), (b, a)) if given["undirected"] else ((a, b),):
            if source == target:
                continue
            before = graph.edges[source, target]["weight"] if graph.has_edge(source, target) else 0
            graph.add_edge(source, target, weight=before + weight)
    return graph


def party_names(parties):
    return sorted(set(filter(None, parties)))


def in_order(values, graph):
    return [values[account] for account in sorted(graph)]


def per_account_networkx(graph, undirected):
    ties = graph.number_of_edges()
    simple = nx.Graph(graph.to_undirected())
    found = {
        "in_degree": dict(graph.in_degree()),
        "out_degree": dict(graph.out_degree()),
        "in_strength": dict(graph.in_degree(weight="weight")),
        "out_strength": dict(graph.out_degree(weight="weight")),
        "pagerank": nx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=10_000),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "harmonic": nx.harmonic_centrality(graph),
        "eigenvector": networkx_eigenvector(graph),
        "core": nx.core_number(simple),
        "constraint": networkx_constraint(graph),
        "clustering": nx.clustering(graph),
    }
    found["hub"], found["authority"] = networkx_hits(graph)
    if not undirected:
        found["reciprocity"] = nx.reciprocity(graph, graph) if ties > 0 else dict.fromkeys(graph)
    else:
        same_on_edges(graph, simple, found)
    return {name: values and in_order(values, graph) for name, values in found.items()}


def same_on_edges(graph, simple, found):
    """An undirected edge as two ties must give what networkx says of the edge."""
    for a, b in simple.edges():
        simple.edges[a, b]["weight"] = graph.edges[a, b]["weight"]
    on_edges = {
        "pagerank": nx.pagerank(simple, alpha=0.85, tol=1e-15, max_iter=10_000),
        "betweenness": nx.betweenness_centrality(simple),
        "closeness": nx.closeness_centrality(simple),
        "harmonic": nx.harmonic_centrality(simple),
        "constraint": nx.constraint(simple, weight="weight"),
        "clustering": nx.clustering(simple),
    }
    for name, values in on_edges.items():
        assert_agree(name, in_order(found[name], graph), in_order(values, graph))


def networkx_hits(graph):
    """By singular vectors; by its iteration from equal values where several parts are equally strong and any mixture of
    theirs would do; absent without ties, where it cannot be asked."""
    if graph.number_of_edges() == 0:
        return None, None
    start = {account: 1.0 for account in graph}
    if are_hits_determined(graph):
        return nx.hits(graph, tol=0, max_iter=100_000, nstart=start)
    return nx.algorithms.link_analysis.hits_alg._hits_python(graph, tol=1e-15, max_iter=100_000, nstart=start)


def are_hits_determined(graph):
    strongest, second = numpy.linalg.svd(nx.to_numpy_array(graph), compute_uv=False)[:2]
    return strongest - second > 1e-9 * strongest


def networkx_eigenvector(graph):
    """With its own start, tolerance and limit of 100 rounds; absent where it gives up."""
    try:
        return nx.eigenvector_centrality(graph)
    except nx.PowerIterationFailedConvergence:
        return None


def networkx_constraint(graph):
    """The sum that nx.constraint() takes, which in 2.8.8 leaves out (as NaN) accounts that only receive."""
    return {
        account: sum(nx.local_constraint(graph, account, other, "weight") for other in set(nx.all_neighbors(graph, account)))
        if graph.degree(account) > 0
        else None
        for account in graph
    }


def igraph_of(graph):
    ties = sorted(graph.edges(data="weight"))
    other = igraph.Graph(len(graph), [(a, b) for a, b, _ in ties], directed=True)
    other.es["weight"] = [float(weight) for _, _, weight in ties]
    return other


def per_account_igraph(graph):
    """Where its definition is another, brought to ours by what the definitions differ in, and nothing else."""
    g = igraph_of(graph)
    accounts = len(graph)
    pairs = (accounts - 1) * (accounts - 2)
    reaching = [len(g.subcomponent(account, mode="in")) - 1 for account in range(accounts)]
    simple = g.as_undirected(mode="collapse")
    found = {
        "in_degree": g.indegree(),
        "out_degree": g.outdegree(),
        "in_strength": g.strength(mode="in", weights="weight") if g.ecount() else [0] * accounts,
        "out_strength": g.strength(mode="out", weights="weight") if g.ecount() else [0] * accounts,
        "pagerank": g.pagerank(damping=0.85, weights="weight" if g.ecount() else None),
        # Counts pairs; ours is the share of them.
        "betweenness": [value / pairs if pairs > 0 else 0 for value in g.betweenness(directed=True)],
        # Over those who reach the account only; ours weighs by how many they are (Wasserman-Faust).
        "closeness": [
            value * reach / (accounts - 1) if reach > 0 else 0
            for value, reach in zip(g.closeness(mode="in"), reaching)
        ],
        "harmonic": g.harmonic_centrality(mode="in", normalized=False) if accounts > 1 else [0],
        "core": simple.coreness(),
        "constraint": [None if math.isnan(value) else value for value in g.constraint(weights="weight")]
        if g.ecount()
        else [None] * accounts,
    }
    if g.ecount() > 0 and are_hits_determined(graph):
        # Its largest is 1; ours sum to 1.
        for name, values in (("hub", g.hub_score(weights="weight")), ("authority", g.authority_score(weights="weight"))):
            found[name] = [value / sum(values) for value in values]
    return found


def per_network_networkx(graph, given):
    ties = graph.number_of_edges()
    classified = graph.subgraph(account for account, party in graph.nodes(data="party") if party is not None)
    partition = given["partition"]
    groups = [{a for a in graph if partition[a] == group} for group in sorted(set(partition))]
    rest = graph.subgraph(set(graph) - set(given["owned"]))
    found = {
        "accounts": len(graph),
        "ties": ties,
        # Without a second account no tie is possible; networkx says 0.
        "density": nx.density(graph) if len(graph) > 1 else None,
        "components": nx.number_weakly_connected_components(graph),
        "strongComponents": nx.number_strongly_connected_components(graph),
        "assortativity": nx.attribute_assortativity_coefficient(classified, "party") if classified.number_of_edges() else None,
        "modularity": nx.community.modularity(graph, groups, weight="weight") if ties else None,
        "hubDependence": 1 - largest(rest) / largest(graph) if given["owned"] and ties else None,
    }
    if not given["undirected"]:
        found["arcReciprocity"] = nx.overall_reciprocity(graph) if ties else None
    return found


def largest(graph):
    return max(map(len, nx.weakly_connected_components(graph)), default=0)


def per_network_igraph(graph, given):
    g = igraph_of(graph)
    found = {
        "accounts": g.vcount(),
        "ties": g.ecount(),
        "density": g.density(loops=False) if g.vcount() > 1 else None,
        "components": len(g.connected_components(mode="weak")),
        "strongComponents": len(g.connected_components(mode="strong")),
        "modularity": g.modularity(given["partition"], weights="weight", directed=True) if g.ecount() else None,
    }
    classified = [account for account, party in enumerate(given["parties"]) if party is not None]
    among = g.induced_subgraph(classified)
    if among.ecount():
        names = party_names(given["parties"])
        found["assortativity"] = among.assortativity_nominal(
            [names.index(given["parties"][account]) for account in classified], directed=True
        )
    if not given["undirected"] and g.ecount():
        found["arcReciprocity"] = g.reciprocity(mode="default")
        found["dyadReciprocity"] = g.reciprocity(mode="ratio")
    return found


# ---------------------------------------------------------------------------- counted one by one from published definitions

ROLES = ("coordinator", "itinerantBroker", "gatekeeper", "representative", "liaison")


def per_account_definition(graph, parties):
    weight = {(a, b): w for a, b, w in graph.edges(data="weight")}
    everybody = range(len(graph))
    contacts = {a: {b for b in everybody if (a, b) in weight or (b, a) in weight} for a in everybody}

    def account_ei(a):
        """Krackhardt & Stern 1988 on one account's contacts."""
        if parties[a] is None:
            return None
        outside = sum(1 for b in contacts[a] if parties[b] is not None and parties[b] != parties[a])
        within = sum(1 for b in contacts[a] if parties[b] is not None and parties[b] == parties[a])
        return (outside - within) / (outside + within) if outside + within else None

    found = {"ei_index": [account_ei(a) for a in everybody]}
    # Gould & Fernandez 1989: b brokers a -> b -> c where a does not address c; by the parties of a, b and c.
    counts = {role: [0] * len(graph) for role in ROLES}
    for b in everybody:
        for a, c in itertools.permutations(contacts[b], 2):
            if (a, b) not in weight or (b, c) not in weight or (a, c) in weight:
                continue
            if None in (parties[a], parties[b], parties[c]):
                continue
            match (parties[a] == parties[b], parties[b] == parties[c], parties[a] == parties[c]):
                case (True, True, True):
                    role = "coordinator"
                case (False, False, True):
                    role = "itinerantBroker"
                case (False, True, False):
                    role = "gatekeeper"
                case (True, False, False):
                    role = "representative"
                case (False, False, False):
                    role = "liaison"
            counts[role][b] += 1
    return {**found, **counts}


def per_network_definition(graph, given):
    weight = {(a, b): w for a, b, w in graph.edges(data="weight")}
    parties = given["parties"]
    accounts = len(graph)
    possible = list(itertools.permutations(range(accounts), 2))
    pairs = {frozenset(tie) for tie in weight}
    mutual = {pair for pair in pairs if all(tie in weight for tie in itertools.permutations(pair))}
    found = {
        "selfLoops": sum(1 for a, b, _ in given["rows"] if a == b),
        "degreeCentralization": freeman(graph, lambda g: dict(g.degree())),
        "betweennessCentralization": freeman(graph, nx.betweenness_centrality),
        **expected_ei(pairs, parties),
    }
    if given["undirected"]:
        return found
    mean = len(weight) / len(possible) if possible else None
    found["dyadReciprocity"] = len(mutual) / len(pairs) if pairs else None
    # Garlaschelli & Loffredo 2004, eq. 2: the correlation of a_ij and a_ji over all ordered pairs.
    if weight and mean < 1:
        above = sum(((i, j) in weight) * 1.0 * ((j, i) in weight) - mean * mean for i, j in possible)
        found["rho"] = above / sum((((i, j) in weight) - mean) ** 2 for i, j in possible)
    else:
        found["rho"] = None
    # Squartini et al. 2013: what of each weight is matched by the weight back, over all weight.
    matched = sum(min(w, weight.get((b, a), 0)) for (a, b), w in weight.items())
    found["weightedReciprocity"] = matched / sum(weight.values()) if weight else None
    return found


def freeman(graph, centrality):
    """Freeman 1979: sum of (highest - value), over what the same sum is in the most central network of that size."""
    if len(graph) < 3 or graph.number_of_edges() == 0:
        return None

    def spread(g):
        values = list(centrality(g).values())
        return sum(max(values) - value for value in values)

    return spread(graph) / spread(nx.star_graph(len(graph) - 1).to_directed())


def expected_ei(pairs, parties):
    """Krackhardt & Stern 1988; UCINET's rescaling, by trying how many of the pairs could at least and at most lead out."""
    classified = [account for account, party in enumerate(parties) if party is not None]
    connected = [tuple(pair) for pair in pairs if all(parties[account] is not None for account in pair)]
    if not connected:
        return {"eiIndex": None, "eiIndexExpected": None, "eiIndexRescaled": None}

    def index(outside, all_pairs):
        return (outside - (all_pairs - outside)) / all_pairs

    outside = sum(parties[a] != parties[b] for a, b in connected)
    possible = list(itertools.combinations(classified, 2))
    possible_outside = sum(parties[a] != parties[b] for a, b in possible)
    possible_within = len(possible) - possible_outside
    feasible = [o for o in range(len(connected) + 1) if o <= possible_outside and len(connected) - o <= possible_within]
    low, high = index(min(feasible), len(connected)), index(max(feasible), len(connected))
    raw = index(outside, len(connected))
    return {
        "eiIndex": raw,
        "eiIndexExpected": index(possible_outside, len(possible)),
        "eiIndexRescaled": 2 * (raw - low) / (high - low) - 1 if high > low else None,
    }


def mixing(graph, given):
    """A row per ordered pair of parties: ties, expected from the parties' ties, mutual share, interval under shuffled labels."""
    parties = given["parties"]
    names = party_names(parties)
    among = [(a, b) for a, b in graph.edges() if parties[a] is not None and parties[b] is not None]
    count = Counter((parties[a], parties[b]) for a, b in among)
    if among:
        classified = graph.subgraph(a for a in graph if parties[a] is not None)
        order = {number: number for number in range(len(names))}
        matrix = nx.attribute_mixing_matrix(classified, "party", mapping=order, normalized=False)
        assert [[count[x, y] for y in names] for x in names] == matrix.tolist()
    connected, mutual = defaultdict(set), defaultdict(set)
    ties = set(among)
    for a, b in among:
        for x, y in ((a, b), (b, a)):
            connected[parties[x], parties[y]].add(frozenset((a, b)))
            if (b, a) in ties:
                mutual[parties[x], parties[y]].add(frozenset((a, b)))
    intervals = shuffled_intervals(parties, names, among)
    cells = []
    for x, y in itertools.product(names, names):
        sent = sum(1 for a, _ in among if parties[a] == x)
        received = sum(1 for _, b in among if parties[b] == y)
        cells.append(
            {
                "from": x,
                "to": y,
                "ties": count[x, y],
                "expected": rounded(sent * received / len(among)) if among else 0,
                "dyadReciprocity": rounded(len(mutual[x, y]) / len(connected[x, y])) if connected[x, y] else None,
                "interval": intervals[x, y],
            }
        )
    return cells


def shuffled_intervals(parties, names, among):
    """5th and 95th percentile of the ties between two parties when the labels are dealt out anew, by another generator."""
    classified = numpy.array([account for account, party in enumerate(parties) if party is not None], dtype=int)
    code = numpy.full(len(parties), -1)
    code[classified] = [names.index(parties[account]) for account in classified]
    source = numpy.array([a for a, _ in among], dtype=int)
    target = numpy.array([b for _, b in among], dtype=int)
    generator = numpy.random.Generator(numpy.random.PCG64(1))
    counts = numpy.zeros((SHUFFLES, len(names) ** 2))
    for shuffle in range(SHUFFLES):
        code[classified] = generator.permutation(code[classified])
        counts[shuffle] = numpy.bincount(code[source] * len(names) + code[target], minlength=len(names) ** 2)
    ends = numpy.percentile(counts, [5, 95], axis=0, method="nearest") if names else []
    return {
        (x, y): [int(ends[0][i * len(names) + j]), int(ends[1][i * len(names) + j])]
        for i, x in enumerate(names)
        for j, y in enumerate(names)
    }


# ------------------------------------------------------------------------------------------------------------------ writing


def absent(value):
    return value is None or (isinstance(value, float) and math.isnan(value))


def agree(one, other):
    if absent(one) or absent(other):
        return absent(one) and absent(other)
    return abs(one - other) <= RELATIVE * abs(one) + ABSOLUTE


def assert_agree(measure, one, other):
    if one is None or other is None:
        apart = [] if one is other else ["absent"]
    else:
        apart = [(i, a, b) for i, (a, b) in enumerate(zip(one, other, strict=True)) if not agree(a, b)]
    if apart:
        raise SystemExit(f"{measure}: witnesses differ, at {apart[:5]}")


def rounded(value):
    if absent(value):
        return None
    return value if isinstance(value, int) else whole(float(f"{value:.14g}"))


def whole(value):
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def testimony(witnesses):
    """Per measure what the first witness who knows it says, and who says the same; stops where somebody does not.

    What is said is a value, or a list of one for every account; `None` where the measure has no value at all.
    """
    recorded = {}
    for witness, found in witnesses.items():
        for measure, said in found.items():
            if measure not in recorded:
                value = [rounded(one) for one in said] if isinstance(said, list) else rounded(said)
                recorded[measure] = {"by": [witness], "value": value}
                continue
            before = recorded[measure]["value"]
            if isinstance(said, list):
                assert_agree(measure, before, said)
            else:
                assert_agree(measure, [before], [said])
            recorded[measure]["by"].append(witness)
    return recorded


def partition_of(graph):
    """Communities to ask the modularity of: networkx's own, so that they depend on no code of ours."""
    if graph.number_of_edges() == 0:
        return list(range(len(graph)))
    groups = sorted(map(sorted, nx.community.louvain_communities(graph, weight="weight", seed=1)))
    return [next(i for i, group in enumerate(groups) if account in group) for account in sorted(graph)]


def text_of(file):
    """JSON with a line for each column of values, so that a difference shows where it is."""

    def line(value):
        return json.dumps(value, separators=(",", ":"))

    parts = []
    for key, value in file.items():
        if key in ("perAccount", "perNetwork"):
            inner = ",\n".join(f'    "{name}": {line(entry)}' for name, entry in value.items())
            parts.append(f'  "{key}": {{\n{inner}\n  }}')
        elif key == "mixing":
            inner = ",\n".join(f"    {line(cell)}" for cell in value)
            parts.append(f'  "{key}": [\n{inner}\n  ]' if value else f'  "{key}": []')
        else:
            parts.append(f'  "{key}": {line(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main():
    tools = {
        "networkx": f"networkx {nx.__version__} (numpy {numpy.__version__}, scipy {scipy.__version__})",
        "igraph": f"igraph {igraph.__version__} (from Python)",
        "definition": f"make-vectors.py (Python {platform.python_version()}), counted from the published definition",
    }
    names = sorted([*KEPT, *GENERATED])
    for name in names if len(sys.argv) == 1 else sys.argv[1:]:
        given = GENERATED[name]() if name in GENERATED else read_kept(name)
        graph = digraph(given)
        given["partition"] = partition_of(graph)
        undirected = given["undirected"]
        file = {
            "note": given["note"],
            "tools": tools,
            **{key: given[key] for key in ("undirected", "accounts", "rows", "parties", "owned", "partition")},
            "perAccount": testimony(
                {
                    "networkx": per_account_networkx(graph, undirected),
                    "igraph": per_account_igraph(graph),
                    "definition": per_account_definition(graph, given["parties"]),
                }
            ),
            "perNetwork": testimony(
                {
                    "networkx": per_network_networkx(graph, given),
                    "igraph": per_network_igraph(graph, given),
                    "definition": per_network_definition(graph, given),
                }
            ),
            "mixing": mixing(graph, given),
        }
        (FOLDER / f"{name}.json").write_text(text_of(file))
        print(f"{name}: {given['accounts']} accounts, {graph.number_of_edges()} ties")


main()
