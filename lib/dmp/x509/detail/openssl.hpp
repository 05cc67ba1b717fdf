#pragma once

// The only door to OpenSSL: owners with value deleters and the error queue. Not installed.

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/cryptoerr.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/http.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/x509/work_limit.hpp"

namespace dmp::x509::detail {

/// Release calls `Free` on what a unique_ptr owned.
template <auto Free>
struct Release {
  template <typename T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Release<Free>>;

// Macros in OpenSSL's headers, hence not usable as template arguments.
inline void free_text(void* memory) noexcept { OPENSSL_free(memory); }
inline void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) noexcept {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}
inline void free_safes(STACK_OF(PKCS7) * safes) noexcept { sk_PKCS7_pop_free(safes, PKCS7_free); }
inline void free_extensions(STACK_OF(X509_EXTENSION) * list) noexcept {
  sk_X509_EXTENSION_pop_free(list, X509_EXTENSION_free);
}
/// Frees the list and not the certificates, which have another owner.
inline void free_list(STACK_OF(X509) * list) noexcept { sk_X509_free(list); }
inline void free_certificates(STACK_OF(X509) * list) noexcept { sk_X509_pop_free(list, X509_free); }

using UniqueBio = Owned<BIO, BIO_free_all>;
using UniqueBignum = Owned<BIGNUM, BN_free>;
using UniqueBignumContext = Owned<BN_CTX, BN_CTX_free>;
using UniqueKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using UniqueKeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using UniqueDigest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using UniqueX509 = Owned<X509, X509_free>;
using UniqueRequest = Owned<X509_REQ, X509_REQ_free>;
using UniqueCrl = Owned<X509_CRL, X509_CRL_free>;
using UniqueName = Owned<X509_NAME, X509_NAME_free>;
using UniqueStore = Owned<X509_STORE, X509_STORE_free>;
using UniqueStoreContext = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using UniqueCms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using UniquePkcs7 = Owned<PKCS7, PKCS7_free>;
using UniquePkcs12 = Owned<PKCS12, PKCS12_free>;
using UniquePkcs8 = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using UniqueEncryptedKey = Owned<X509_SIG, X509_SIG_free>;
using UniqueAlgorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using UniquePurposes = Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;
using UniquePeriod = Owned<PKEY_USAGE_PERIOD, PKEY_USAGE_PERIOD_free>;
using UniquePolicies = Owned<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free>;
using UniqueAlternatives = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using UniquePoints = Owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free>;
using UniqueAccess = Owned<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free>;
using UniqueText = Owned<char, free_text>;
using UniqueBytes = Owned<std::uint8_t, free_text>;
using UniqueBags = Owned<STACK_OF(PKCS12_SAFEBAG), free_bags>;
using UniqueSafes = Owned<STACK_OF(PKCS7), free_safes>;
using UniqueExtensions = Owned<STACK_OF(X509_EXTENSION), free_extensions>;
using UniqueList = Owned<STACK_OF(X509), free_list>;
using UniqueCertificates = Owned<STACK_OF(X509), free_certificates>;
using UniqueObject = Owned<ASN1_OBJECT, ASN1_OBJECT_free>;
using UniqueString = Owned<ASN1_STRING, ASN1_STRING_free>;
using UniqueInteger = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;
using UniqueTime = Owned<ASN1_TIME, ASN1_TIME_free>;
using UniqueOcspRequest = Owned<OCSP_REQUEST, OCSP_REQUEST_free>;
using UniqueOcspResponse = Owned<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using UniqueOcspBasic = Owned<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using UniqueOcspId = Owned<OCSP_CERTID, OCSP_CERTID_free>;
using UniqueSigningCertificate = Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free>;

/// drain_errors empties the thread's error queue: library, reason and data, outermost first.
std::vector<std::string> drain_errors();

/// queue_has tells whether one of the pending errors has that reason of that library (`ERR_LIB_…`).
struct QueueReason {
  int library;
  int reason;
};
bool queue_has(std::initializer_list<QueueReason> reasons);

/// lacked_memory tells whether a pending error is that of the secure heap, or all memory, being
/// full.
bool lacked_memory();

/// CleanQueue starts and leaves a scope with an empty error queue, so that a tolerated failure
/// never shows up in the causes of a later one.
class CleanQueue {
 public:
  CleanQueue() { ERR_clear_error(); }
  CleanQueue(const CleanQueue&) = delete;
  CleanQueue& operator=(const CleanQueue&) = delete;
  ~CleanQueue() { ERR_clear_error(); }
};

/// decode reads one DER object; `rest` is how many bytes lie behind it.
template <typename Unique, auto D2i>
Unique decode(ByteView der, std::size_t* rest = nullptr) {
  const auto* at = der.data();
  Unique object(D2i(nullptr, &at, static_cast<long>(der.size())));
  if (rest != nullptr) {
    *rest = object ? der.size() - static_cast<std::size_t>(at - der.data()) : 0;
  }
  return object;
}

/// encode writes one object as DER; empty when OpenSSL refuses.
template <auto I2d, typename T>
Bytes encode(const T* object) {
  const int size = I2d(object, nullptr);
  if (size <= 0) {
    return {};
  }
  Bytes out(static_cast<std::size_t>(size));
  auto* at = out.data();
  I2d(object, &at);
  return out;
}

/// extension takes the first extension of that kind apart; `present` tells an absent one from one
/// that cannot be read.
template <typename Unique>
Unique extension(const X509* x509, int nid, bool* present = nullptr) {
  int state = -1;
  Unique value(static_cast<typename Unique::pointer>(X509_get_ext_d2i(x509, nid, &state, nullptr)));
  if (present != nullptr) {
    *present = state != -1;
  }
  return value;
}

/// view_of looks at the bytes of an ASN.1 string.
inline ByteView view_of(const ASN1_STRING* string) {
  return {ASN1_STRING_get0_data(string), static_cast<std::size_t>(ASN1_STRING_length(string))};
}

/// characters_of is how OpenSSL takes a passphrase; its length goes beside it.
inline const char* characters_of(ByteView bytes) {
  return reinterpret_cast<const char*>(bytes.data());
}

/// Most iterations of a key derivation that we are ready to run for somebody's file: what Java
/// allows, a few seconds.
inline constexpr long kMaxIterations = kMostWork;

/// iterations_of returns the iteration count of a password-based encryption (PKCS#12 PBE, PBES1,
/// PBES2 or PBMAC1 with PBKDF2; for scrypt as many as take its time); 0 when it has none, -1 when
/// the parameters cannot be read.
long iterations_of(const X509_ALGOR* algorithm);

/// is_pbmac1 tells the MAC of RFC 9579, whose parameters have the form of PBES2's.
bool is_pbmac1(const X509_ALGOR* algorithm);

/// is_legacy_pbe tells whether OpenSSL 3 leaves the cipher to its legacy provider (RC2, RC4, DES).
bool is_legacy_pbe(const X509_ALGOR* algorithm);

/// algorithm_name returns the long name or the dotted OID; for PBES2 that of the cipher inside,
/// for RSASSA-PSS with the hash ("rsassaPss, SHA256").
std::string algorithm_name(const X509_ALGOR* algorithm);
/// hash_name returns the hash of a signature algorithm ("SHA256"), that of its parameters for
/// RSASSA-PSS (RFC 4055); empty when it has none or it is not known.
std::string hash_name(const X509_ALGOR* algorithm);
/// oid_text returns the dotted form.
std::string oid_text(const ASN1_OBJECT* oid);

}  // namespace dmp::x509::detail
