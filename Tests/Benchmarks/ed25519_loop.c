/* Signs and verifies messages of 1,000 bytes with OpenSSL, on one core and on two, contexts made ready once, and
   keeps the best of five passes: what fedctl is measured against. Build: cc -O2 ed25519_loop.c -lcrypto -lpthread */
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MESSAGES = 1000, LENGTH = 1000, SIGNATURE = 64 };

static unsigned char messages[MESSAGES][LENGTH];
static unsigned char signatures[MESSAGES][SIGNATURE];
static EVP_PKEY *key;

static void fail(const char *what) {
    fprintf(stderr, "ed25519_loop: %s failed\n", what);
    exit(1);
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static EVP_MD_CTX *context(int verifies) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int status = verifies ? EVP_DigestVerifyInit(context, NULL, NULL, NULL, key)
                          : EVP_DigestSignInit(context, NULL, NULL, NULL, key);
    if (status != 1) fail("init");
    return context;
}

static void *sign_all(void *context) {
    unsigned char signature[SIGNATURE];
    for (int i = 0; i < MESSAGES; i++) {
        size_t length = SIGNATURE;
        if (EVP_DigestSign(context, signature, &length, messages[i], LENGTH) != 1) fail("sign");
    }
    return NULL;
}

static void *verify_all(void *context) {
    for (int i = 0; i < MESSAGES; i++)
        if (EVP_DigestVerify(context, signatures[i], SIGNATURE, messages[i], LENGTH) != 1) fail("verify");
    return NULL;
}

static void measure(const char *work, int verifies, int cores) {
    pthread_t threads[2];
    EVP_MD_CTX *contexts[2];
    for (int i = 0; i < cores; i++) contexts[i] = context(verifies);
    double best_wall = 1e9, best_processor = 1e9;
    for (int pass = 0; pass < 5; pass++) {
        double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
        for (int i = 0; i < cores; i++)
            pthread_create(&threads[i], NULL, verifies ? verify_all : sign_all, contexts[i]);
        for (int i = 0; i < cores; i++) pthread_join(threads[i], NULL);
        wall = seconds(CLOCK_MONOTONIC) - wall;
        processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
        if (wall < best_wall) best_wall = wall;
        if (processor < best_processor) best_processor = processor;
    }
    for (int i = 0; i < cores; i++) EVP_MD_CTX_free(contexts[i]);
    printf("{\"tool\":\"c\",\"work\":\"%s\",\"cores\":%d,\"per_second\":%.0f,\"per_processor_second\":%.0f}\n",
           work, cores, MESSAGES * cores / best_wall, MESSAGES * cores / best_processor);
}

int main(void) {
    unsigned char seed[32];
    for (int i = 0; i < 32; i++) seed[i] = i + 1;
    key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof seed);
    if (!key) fail("key");
    for (int i = 0; i < MESSAGES; i++)
        for (int j = 0; j < LENGTH; j++) messages[i][j] = i * 7 + j * 13;
    EVP_MD_CTX *signing = context(0);
    for (int i = 0; i < MESSAGES; i++) {
        size_t length = SIGNATURE;
        if (EVP_DigestSign(signing, signatures[i], &length, messages[i], LENGTH) != 1) fail("sign");
    }
    EVP_MD_CTX_free(signing);
    for (int cores = 1; cores <= 2; cores++) {
        measure("sign", 0, cores);
        measure("verify", 1, cores);
    }
    EVP_PKEY_free(key);
    return 0;
}
