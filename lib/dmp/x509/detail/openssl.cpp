#include "dmp/x509/detail/openssl.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace dmp::x509::detail {
namespace {

std::string describe(unsigned long code, const char* data, int flags) {
  std::string out;
  const char* library = ERR_lib_error_string(code);
  const char* reason = ERR_reason_error_string(code);
  if (library == nullptr || reason == nullptr) {
    std::array<char, 256> buffer{};
    ERR_error_string_n(code, buffer.data(), buffer.size());
    out = buffer.data();
  } else {
    out = std::string(library) + ": " + reason;
  }
  if (data != nullptr && *data != '\0' && (flags & ERR_TXT_STRING) != 0) {
    out += std::string(" (") + data + ")";
  }
  return out;
}

using UniquePbe = Owned<PBEPARAM, PBEPARAM_free>;
using UniquePss = Owned<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free>;
using UniquePbe2 = Owned<PBE2PARAM, PBE2PARAM_free>;
using UniquePbkdf2 = Owned<PBKDF2PARAM, PBKDF2PARAM_free>;
using UniqueScrypt = Owned<SCRYPT_PARAMS, SCRYPT_PARAMS_free>;

const ASN1_OBJECT* object_of(const X509_ALGOR* algorithm, const void** parameter, int* type) {
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, type, parameter, algorithm);
  return object;
}

/// Unpacks parameters that are a SEQUENCE.
template <typename Unique>
Unique parameters_of(const X509_ALGOR* algorithm, const ASN1_ITEM* item) {
  const void* parameter = nullptr;
  int type = V_ASN1_UNDEF;
  object_of(algorithm, &parameter, &type);
  if (type != V_ASN1_SEQUENCE) {
    return nullptr;
  }
  using Type = typename Unique::element_type;
  return Unique(
      static_cast<Type*>(ASN1_item_unpack(static_cast<const ASN1_STRING*>(parameter), item)));
}

int nid_of(const X509_ALGOR* algorithm) {
  const void* parameter = nullptr;
  int type = V_ASN1_UNDEF;
  return OBJ_obj2nid(object_of(algorithm, &parameter, &type));
}

long count_of(const ASN1_INTEGER* iterations) {
  std::int64_t value = 0;
  if (iterations == nullptr || ASN1_INTEGER_get_int64(&value, iterations) != 1 || value < 0) {
    return -1;
  }
  return static_cast<long>(value);
}

/// What scrypt costs, in iterations of PBKDF2: OpenSSL bounds its memory, 128·N·r bytes, but not
/// how often it goes through that (p). Each of N·r·p steps mixes 2 blocks of 64 bytes twice.
long work_of(const SCRYPT_PARAMS& scrypt) {
  long work = 4;
  for (const auto* factor :
       {scrypt.costParameter, scrypt.blockSize, scrypt.parallelizationParameter}) {
    const long value = count_of(factor);
    if (value < 0) {
      return -1;
    }
    work = value == 0 || work <= std::numeric_limits<long>::max() / value
               ? work * value
               : std::numeric_limits<long>::max();
  }
  return work;
}

}  // namespace

std::vector<std::string> drain_errors() {
  std::vector<std::string> causes;
  const char* data = nullptr;
  int flags = 0;
  while (const auto code = ERR_get_error_all(nullptr, nullptr, nullptr, &data, &flags)) {
    auto cause = describe(code, data, flags);
    if (std::ranges::find(causes, cause) == causes.end()) {
      causes.push_back(std::move(cause));
    }
  }
  std::ranges::reverse(causes);
  return causes;
}

bool queue_has(std::initializer_list<QueueReason> reasons) {
  std::vector<unsigned long> codes;
  bool found = false;
  // The queue can only be read by taking from it: take all, and put all back.
  while (const auto code = ERR_get_error()) {
    codes.push_back(code);
  }
  for (const auto code : codes) {
    const int library = ERR_GET_LIB(code);
    const int reason = ERR_GET_REASON(code);
    found = found || std::ranges::any_of(reasons, [&](const QueueReason& wanted) {
              return wanted.library == library && wanted.reason == reason;
            });
    ERR_raise(library, reason);
  }
  return found;
}

bool lacked_memory() {
  return queue_has({{ERR_LIB_BN, ERR_R_MALLOC_FAILURE},
                    {ERR_LIB_CRYPTO, ERR_R_MALLOC_FAILURE},
                    {ERR_LIB_CRYPTO, CRYPTO_R_SECURE_MALLOC_FAILURE},  // OpenSSL 3.2 and later
                    {ERR_LIB_RSA, ERR_R_MALLOC_FAILURE},
                    {ERR_LIB_EC, ERR_R_MALLOC_FAILURE},
                    {ERR_LIB_EVP, ERR_R_MALLOC_FAILURE}});
}

std::string oid_text(const ASN1_OBJECT* oid) {
  std::array<char, 128> buffer{};
  const int size = OBJ_obj2txt(buffer.data(), static_cast<int>(buffer.size()), oid, 1);
  if (size <= 0) {
    return {};
  }
  if (static_cast<std::size_t>(size) < buffer.size()) {
    return {buffer.data(), static_cast<std::size_t>(size)};
  }
  std::string out(static_cast<std::size_t>(size) + 1, '\0');
  OBJ_obj2txt(out.data(), size + 1, oid, 1);
  out.pop_back();
  return out;
}

bool is_pbmac1(const X509_ALGOR* algorithm) { return nid_of(algorithm) == NID_pbmac1; }

long iterations_of(const X509_ALGOR* algorithm) {
  const int nid = nid_of(algorithm);
  if (nid != NID_pbes2 && nid != NID_pbmac1) {
    const auto pbe = parameters_of<UniquePbe>(algorithm, ASN1_ITEM_rptr(PBEPARAM));
    return pbe ? count_of(pbe->iter) : -1;
  }
  const auto pbe2 = parameters_of<UniquePbe2>(algorithm, ASN1_ITEM_rptr(PBE2PARAM));
  if (!pbe2 || pbe2->keyfunc == nullptr) {
    return -1;
  }
  if (nid_of(pbe2->keyfunc) == NID_id_scrypt) {
    const auto scrypt = parameters_of<UniqueScrypt>(pbe2->keyfunc, ASN1_ITEM_rptr(SCRYPT_PARAMS));
    return scrypt ? work_of(*scrypt) : -1;
  }
  if (nid_of(pbe2->keyfunc) != NID_id_pbkdf2) {
    return 0;  // Something that OpenSSL refuses.
  }
  const auto pbkdf2 = parameters_of<UniquePbkdf2>(pbe2->keyfunc, ASN1_ITEM_rptr(PBKDF2PARAM));
  return pbkdf2 ? count_of(pbkdf2->iter) : -1;
}

bool is_legacy_pbe(const X509_ALGOR* algorithm) {
  int nid = nid_of(algorithm);
  if (nid == NID_pbes2) {
    const auto pbe2 = parameters_of<UniquePbe2>(algorithm, ASN1_ITEM_rptr(PBE2PARAM));
    nid = pbe2 && pbe2->encryption != nullptr ? nid_of(pbe2->encryption) : NID_undef;
  }
  constexpr std::array kLegacy = {NID_pbe_WithSHA1And40BitRC2_CBC,
                                  NID_pbe_WithSHA1And128BitRC2_CBC,
                                  NID_pbe_WithSHA1And40BitRC4,
                                  NID_pbe_WithSHA1And128BitRC4,
                                  NID_pbeWithMD2AndDES_CBC,
                                  NID_pbeWithMD5AndDES_CBC,
                                  NID_pbeWithSHA1AndDES_CBC,
                                  NID_pbeWithMD2AndRC2_CBC,
                                  NID_pbeWithMD5AndRC2_CBC,
                                  NID_pbeWithSHA1AndRC2_CBC,
                                  NID_rc2_cbc,
                                  NID_des_cbc};
  return std::ranges::find(kLegacy, nid) != kLegacy.end();
}

std::string algorithm_name(const X509_ALGOR* algorithm) {
  const void* parameter = nullptr;
  int type = V_ASN1_UNDEF;
  const auto* object = object_of(algorithm, &parameter, &type);
  const int nid = OBJ_obj2nid(object);
  if (nid == NID_pbes2) {
    const auto pbe2 = parameters_of<UniquePbe2>(algorithm, ASN1_ITEM_rptr(PBE2PARAM));
    if (pbe2 && pbe2->encryption != nullptr && nid_of(pbe2->encryption) != NID_pbes2) {
      return "PBES2, " + algorithm_name(pbe2->encryption);
    }
  }
  auto name = nid == NID_undef ? oid_text(object) : std::string(OBJ_nid2ln(nid));
  return nid == NID_rsassaPss ? name + ", " + hash_name(algorithm) : name;
}

std::string hash_name(const X509_ALGOR* algorithm) {
  const int nid = nid_of(algorithm);
  int hash = NID_undef;
  if (nid == NID_rsassaPss) {
    const auto pss = parameters_of<UniquePss>(algorithm, ASN1_ITEM_rptr(RSA_PSS_PARAMS));
    if (pss) {
      hash = pss->hashAlgorithm == nullptr ? NID_sha1 : nid_of(pss->hashAlgorithm);
    }
  } else {
    OBJ_find_sigid_algs(nid, &hash, nullptr);
  }
  return hash == NID_undef ? std::string() : std::string(OBJ_nid2sn(hash));
}

}  // namespace dmp::x509::detail
