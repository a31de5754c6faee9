/*
 * The peer of the network benchmarks: igraph's C library on the same ties.
 *
 *   igraph-peer EDGES ACCOUNTS MEASURE[,MEASURE...] [SOURCE,SOURCE...]
 *
 * EDGES holds three columns one after another, little-endian: int32 from, int32 to, float32 weight (network-file.ts
 * writes it). Each measure is timed by itself, inside the process; reading the file, building the graph (unless `build`
 * is asked for) and making the undirected graphs that some measures take is not. Prints JSON: processor and wall
 * seconds, the process's highest resident size, and figures by which the answer is compared.
 *
 * cc -O2 igraph-peer.c -o igraph-peer $(pkg-config --cflags --libs igraph) -lm
 */
#include <igraph.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* As in network-file.ts: made accounts are dealt to parties by their numbers. */
#define PARTIES 8

static igraph_integer_t accounts;
static igraph_vector_int_t ends;
static igraph_vector_t weights;
static igraph_vector_int_t sources;
static igraph_t graph;

static void stop(const char *what) {
    fprintf(stderr, "igraph-peer: %s\n", what);
    exit(1);
}

/* igraph's own error handler ends the process with a message; only what it lets through is asked for here. */
static void need(igraph_error_t error) {
    if (error != IGRAPH_SUCCESS) stop(igraph_strerror(error));
}

static void read_edges(const char *path) {
    enum { PIECE = 1 << 16 };
    static union { int32_t whole[PIECE]; float real[PIECE]; } piece;
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) stop("the file of ties cannot be read");
    igraph_integer_t rows = ftell(file) / 12;
    rewind(file);
    need(igraph_vector_int_init(&ends, 2 * rows));
    need(igraph_vector_init(&weights, rows));
    for (int column = 0; column < 3; column++) {
        for (igraph_integer_t row = 0; row < rows;) {
            size_t wanted = rows - row < PIECE ? (size_t)(rows - row) : PIECE;
            if (fread(&piece, 4, wanted, file) != wanted) stop("the file of ties is cut off");
            for (size_t i = 0; i < wanted; i++, row++) {
                if (column < 2) VECTOR(ends)[2 * row + column] = piece.whole[i];
                else VECTOR(weights)[row] = piece.real[i];
            }
        }
    }
    fclose(file);
}

static void read_sources(const char *list) {
    need(igraph_vector_int_init(&sources, 0));
    for (const char *at = list; *at;) {
        char *after;
        long source = strtol(at, &after, 10);
        if (after == at) stop("sources are account numbers with commas between them");
        need(igraph_vector_int_push_back(&sources, source));
        at = *after == ',' ? after + 1 : after;
    }
}

/* --- what is told of an answer --- */

static void figure(const char *name, double value, int *count) {
    printf("%s\"%s\":%.17g", (*count)++ ? "," : "", name, value);
}

static double sum_of_finite(const igraph_vector_t *values) {
    double sum = 0;
    for (igraph_integer_t i = 0; i < igraph_vector_size(values); i++) {
        if (isfinite(VECTOR(*values)[i])) sum += VECTOR(*values)[i];
    }
    return sum;
}

/* --- measures: `measure_*` is timed, `prepare` and `tell` are not --- */

static igraph_t other;              /* A graph that a measure wants instead of the directed one. */
static igraph_vector_t values;      /* Of accounts. */
static igraph_vector_t more_values;
static igraph_vector_int_t numbers; /* Of accounts. */
static igraph_vector_int_t sizes;
static igraph_real_t real;

static void init_values(void) {
    need(igraph_vector_init(&values, 0));
    need(igraph_vector_init(&more_values, 0));
    need(igraph_vector_int_init(&numbers, 0));
    need(igraph_vector_int_init(&sizes, 0));
}

static void destroy_values(void) {
    igraph_vector_destroy(&values);
    igraph_vector_destroy(&more_values);
    igraph_vector_int_destroy(&numbers);
    igraph_vector_int_destroy(&sizes);
}

static void undirected(igraph_to_undirected_t mode) {
    need(igraph_copy(&other, &graph));
    need(igraph_to_undirected(&other, mode, NULL));
}

static void prepare_nothing(void) {}
static void prepare_simple_undirected(void) { undirected(IGRAPH_TO_UNDIRECTED_COLLAPSE); }
static void prepare_undirected(void) { undirected(IGRAPH_TO_UNDIRECTED_EACH); }

static void measure_build(void) {
    need(igraph_create(&graph, &ends, accounts, IGRAPH_DIRECTED));
    /* Nobody who minds his memory keeps the edges twice. */
    igraph_vector_int_destroy(&ends);
}

static void measure_strength(void) {
    need(igraph_strength(&graph, &values, igraph_vss_all(), IGRAPH_IN, IGRAPH_LOOPS, &weights));
    need(igraph_strength(&graph, &more_values, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS, &weights));
}

static void measure_pagerank(void) {
    need(igraph_pagerank(&graph, IGRAPH_PAGERANK_ALGO_PRPACK, &values, NULL, igraph_vss_all(), IGRAPH_DIRECTED, 0.85,
                         &weights, NULL));
}

static void measure_reciprocity(void) {
    need(igraph_reciprocity(&graph, &real, 1, IGRAPH_RECIPROCITY_DEFAULT));
}

static void measure_weak(void) { need(igraph_connected_components(&graph, &numbers, &sizes, NULL, IGRAPH_WEAK)); }

static void measure_strong(void) { need(igraph_connected_components(&graph, &numbers, &sizes, NULL, IGRAPH_STRONG)); }

static void measure_coreness(void) { need(igraph_coreness(&other, &numbers, IGRAPH_ALL)); }

/* On the graph as it is, where a mutual pair counts twice: for memory, which a second graph would double. */
static void measure_multicoreness(void) { need(igraph_coreness(&graph, &numbers, IGRAPH_ALL)); }

/* igraph counts no ties by party; this is the loop one would write. */
static void measure_mixing(void) {
    need(igraph_vector_resize(&values, PARTIES * PARTIES));
    igraph_vector_null(&values);
    for (igraph_integer_t tie = 0; tie < igraph_ecount(&graph); tie++) {
        VECTOR(values)[IGRAPH_FROM(&graph, tie) % PARTIES * PARTIES + IGRAPH_TO(&graph, tie) % PARTIES]++;
    }
}

static void measure_eigenvector(void) {
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    need(igraph_eigenvector_centrality(&graph, &values, NULL, IGRAPH_DIRECTED, 0, NULL, &options));
}

static void measure_hits(void) {
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    need(igraph_hub_and_authority_scores(&graph, &values, &more_values, NULL, 1, &weights, &options));
}

static void measure_constraint(void) { need(igraph_constraint(&graph, &values, igraph_vss_all(), &weights)); }

static void measure_louvain(void) {
    need(igraph_rng_seed(igraph_rng_default(), 1));
    need(igraph_community_multilevel(&other, &weights, 1, &numbers, NULL, &values));
}

static void measure_betweenness(void) {
    need(igraph_betweenness_subset(&graph, &values, igraph_vss_all(), IGRAPH_DIRECTED, igraph_vss_vector(&sources),
                                   igraph_vss_all(), NULL));
}

/* From the sources along the ties, which is what an analyst's sample of sources walks. */
static void measure_harmonic(void) {
    need(igraph_harmonic_centrality(&graph, &values, igraph_vss_vector(&sources), IGRAPH_OUT, NULL, 0));
}

static void tell_ties(int *count) { figure("ties", (double)igraph_ecount(&graph), count); }

static void tell_values(int *count) {
    figure("sum", sum_of_finite(&values), count);
    figure("max", igraph_vector_max(&values), count);
}

static void tell_sum(int *count) { figure("sum", sum_of_finite(&values), count); }

static void tell_strength(int *count) {
    figure("in", igraph_vector_max(&values), count);
    figure("out", igraph_vector_max(&more_values), count);
}

static void tell_real(int *count) { figure("share", real, count); }

static void tell_sizes(int *count) {
    figure("count", (double)igraph_vector_int_size(&sizes), count);
    figure("largest", (double)igraph_vector_int_max(&sizes), count);
}

static void tell_numbers(int *count) {
    figure("sum", (double)igraph_vector_int_sum(&numbers), count);
    figure("max", (double)igraph_vector_int_max(&numbers), count);
}

static void tell_mixing(int *count) {
    figure("within", VECTOR(values)[0], count);
    figure("across", VECTOR(values)[1], count);
}

/* As shares of their sum, which is how HITS is usually told. */
static void tell_hits(int *count) {
    figure("hub", 1 / igraph_vector_sum(&values), count);
    figure("authority", 1 / igraph_vector_sum(&more_values), count);
}

static void tell_louvain(int *count) { figure("modularity", igraph_vector_tail(&values), count); }

static const struct {
    const char *name;
    void (*prepare)(void);
    void (*measure)(void);
    void (*tell)(int *count);
} MEASURES[] = {
    {"build", prepare_nothing, measure_build, tell_ties},
    {"strength", prepare_nothing, measure_strength, tell_strength},
    {"pagerank", prepare_nothing, measure_pagerank, tell_values},
    {"reciprocity", prepare_nothing, measure_reciprocity, tell_real},
    {"weak", prepare_nothing, measure_weak, tell_sizes},
    {"strong", prepare_nothing, measure_strong, tell_sizes},
    {"coreness", prepare_simple_undirected, measure_coreness, tell_numbers},
    {"multicoreness", prepare_nothing, measure_multicoreness, tell_numbers},
    {"mixing", prepare_nothing, measure_mixing, tell_mixing},
    {"eigenvector", prepare_nothing, measure_eigenvector, tell_values},
    {"hits", prepare_nothing, measure_hits, tell_hits},
    {"constraint", prepare_nothing, measure_constraint, tell_sum},
    {"louvain", prepare_undirected, measure_louvain, tell_louvain},
    {"betweenness", prepare_nothing, measure_betweenness, tell_values},
    {"harmonic", prepare_nothing, measure_harmonic, tell_sum},
};

static double processor_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double wall_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static void perform(const char *name) {
    size_t which = 0;
    while (which < sizeof MEASURES / sizeof *MEASURES && strcmp(MEASURES[which].name, name) != 0) which++;
    if (which == sizeof MEASURES / sizeof *MEASURES) stop("no such measure");
    init_values();
    MEASURES[which].prepare();
    double wall = wall_seconds(), processor = processor_seconds();
    MEASURES[which].measure();
    processor = processor_seconds() - processor;
    wall = wall_seconds() - wall;
    int count = 0;
    printf("{\"name\":\"%s\",\"seconds\":%.6f,\"cpuSeconds\":%.6f,\"figures\":{", name, wall, processor);
    MEASURES[which].tell(&count);
    printf("}}");
    destroy_values();
    if (MEASURES[which].prepare != prepare_nothing) igraph_destroy(&other);
}

int main(int argc, char **argv) {
    if (argc < 4) stop("usage: igraph-peer EDGES ACCOUNTS MEASURE[,MEASURE...] [SOURCE,SOURCE...]");
    accounts = strtol(argv[2], NULL, 10);
    read_edges(argv[1]);
    read_sources(argc > 4 ? argv[4] : "");
    if (strncmp(argv[3], "build", 5) != 0) measure_build();
    printf("{\"measures\":[");
    const char *between = "";
    for (char *name = strtok(argv[3], ","); name; name = strtok(NULL, ",")) {
        printf("%s", between);
        perform(name);
        between = ",";
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("],\"peakMegabytes\":%.1f}\n", usage.ru_maxrss / 1024.0);
    return 0;
}
