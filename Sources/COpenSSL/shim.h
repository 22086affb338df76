/* OpenSSL as Swift sees it. Macros cannot be called from Swift: each use has a static inline function here. */
#ifndef FEDCTL_COPENSSL_SHIM_H
#define FEDCTL_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ct.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* X.509: keys and certificates. */

static inline EVP_PKEY *shim_generate_ec_key(const char *curve) { return EVP_EC_gen(curve); }

static inline EVP_PKEY *shim_generate_rsa_key(unsigned int bits) { return EVP_RSA_gen(bits); }

static inline EVP_PKEY *shim_generate_ed25519_key(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}

static inline long shim_bio_memory(BIO *bio, const char **start) {
    return BIO_get_mem_data(bio, start);
}

/* The certificates of a PKCS #7 with signed data, which stay its own; NULL where there are none. */
static inline const OPENSSL_STACK *shim_pkcs7_certificates(const PKCS7 *bag) {
    if (!PKCS7_type_is_signed(bag) || bag->d.sign == NULL) return NULL;
    return (const OPENSSL_STACK *)bag->d.sign->cert;
}

/* RFC 2253, but UTF-8 stays UTF-8. */
static inline unsigned long shim_name_flags(void) {
    return XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
}

/* TLS: what one handshake is told and what it showed. */

static inline int shim_ssl_set_versions(SSL *ssl, int lowest, int highest) {
    return SSL_set_min_proto_version(ssl, lowest) == 1
        && SSL_set_max_proto_version(ssl, highest) == 1;
}

/* What OpenSSL refuses for its weakness, down to servers that cannot renegotiate safely. */
static inline int shim_ssl_allow_weak(SSL *ssl) {
    SSL_set_options(ssl, SSL_OP_LEGACY_SERVER_CONNECT);
    SSL_set_security_level(ssl, 0);
    return SSL_set_cipher_list(ssl, "ALL:!aNULL:@SECLEVEL=0");
}

static inline int shim_ssl_set_server_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}

static inline int shim_ssl_negotiated_group(SSL *ssl) {
    return (int)SSL_get_negotiated_group(ssl);
}

static inline void shim_ssl_ctx_no_session_cache(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

/* TLS: a server, for tests. */

static inline void shim_ssl_ctx_set_staple_callback(
    SSL_CTX *context, int (*callback)(SSL *, void *), void *data) {
    SSL_CTX_set_tlsext_status_cb(context, callback);
    SSL_CTX_set_tlsext_status_arg(context, data);
}

/* OpenSSL takes over a copy of the bytes. */
static inline int shim_ssl_staple(SSL *ssl, const unsigned char *bytes, size_t count) {
    return (int)SSL_set_tlsext_status_ocsp_resp(ssl, OPENSSL_memdup(bytes, count), (long)count);
}

static inline int shim_ssl_ctx_set_signature_algorithms(SSL_CTX *context, const char *list) {
    return (int)SSL_CTX_set1_sigalgs_list(context, list);
}

static inline int shim_ssl_ctx_set_versions(SSL_CTX *context, int lowest, int highest) {
    return SSL_CTX_set_min_proto_version(context, lowest) == 1
        && SSL_CTX_set_max_proto_version(context, highest) == 1;
}

static inline void shim_ssl_ctx_set_server_name_callback(
    SSL_CTX *context, int (*callback)(SSL *, int *, void *), void *data) {
    SSL_CTX_set_tlsext_servername_callback(context, callback);
    SSL_CTX_set_tlsext_servername_arg(context, data);
}

#endif
