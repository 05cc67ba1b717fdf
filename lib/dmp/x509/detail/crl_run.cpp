#include "dmp/x509/detail/crl_run.hpp"

#include <algorithm>

#include "dmp/x509/detail/impl.hpp"

namespace dmp::x509::detail {
namespace {

inline void free_crls(STACK_OF(X509_CRL) * list) noexcept { sk_X509_CRL_free(list); }
using UniqueCrls = Owned<STACK_OF(X509_CRL), free_crls>;

X509* handle(const Certificate& certificate) { return certificate.impl().x509.get(); }

/// Observer gathers what OpenSSL says during one verification.
struct Observer {
  CrlRun run;
  const X509_CRL* looked_up = nullptr;
};

/// The observer of a verification of the first certificate; null within the path of a list's signer
/// and above the first certificate.
Observer* observer_of(X509_STORE_CTX* context) {
  const bool is_ours = X509_STORE_CTX_get0_parent_ctx(context) == nullptr &&
                       X509_STORE_CTX_get_error_depth(context) == 0;
  return is_ours ? static_cast<Observer*>(X509_STORE_CTX_get_app_data(context)) : nullptr;
}

/// Whether the path of a list's signer is complained of for the one reason that he is in his own
/// list, as authorities may have it who leave lists to somebody else (PKITS 4.14.30): OpenSSL would
/// verify his path once more, which is being done.
bool is_own_list(X509_STORE_CTX* context) {
  const auto* signer = X509_STORE_CTX_get0_current_issuer(context);
  const auto* certificate = X509_STORE_CTX_get_current_cert(context);
  return X509_STORE_CTX_get_error(context) == X509_V_ERR_CRL_PATH_VALIDATION_ERROR &&
         X509_STORE_CTX_get_error_depth(context) == 0 && signer != nullptr &&
         certificate != nullptr && X509_cmp(signer, certificate) == 0;
}

int collect(int fine, X509_STORE_CTX* context) noexcept {
  if (X509_STORE_CTX_get0_parent_ctx(context) != nullptr) {
    // A signer whose path does not hold is a fault of his list.
    return fine != 0 || is_own_list(context) ? 1 : 0;
  }
  if (auto* observer = observer_of(context); fine == 0 && observer != nullptr) {
    const int code = X509_STORE_CTX_get_error(context);
    // The context's list is the one that was checked last: a delta, where both were.
    const bool is_of_entry =
        code == X509_V_ERR_CERT_REVOKED || code == X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION;
    observer->run.complaints.push_back(
        {code, is_of_entry ? observer->looked_up : X509_STORE_CTX_get0_current_crl(context)});
  }
  return 1;  // Go on: all complaints are wanted.
}

/// OpenSSL's own way of looking a certificate up in a list.
X509_STORE_CTX_cert_crl_fn standard_look_up() {
  static const auto function = []() -> X509_STORE_CTX_cert_crl_fn {
    const UniqueStore store(X509_STORE_new());
    const UniqueStoreContext context(X509_STORE_CTX_new());
    return X509_STORE_CTX_init(context.get(), store.get(), nullptr, nullptr) == 1
               ? X509_STORE_CTX_get_cert_crl(context.get())
               : nullptr;
  }();
  return function;
}

int look_up(X509_STORE_CTX* context, X509_CRL* list, X509* certificate) noexcept {
  if (auto* observer = observer_of(context)) {
    observer->looked_up = list;
    auto& consulted = observer->run.consulted;
    if (is_delta(list)) {
      consulted.push_back({nullptr, list});
    } else if (!consulted.empty() && consulted.back().base == nullptr) {
      consulted.back().base = list;  // OpenSSL looks into the delta first.
    } else {
      consulted.push_back({list, nullptr});
    }
  }
  return standard_look_up()(context, list, certificate);
}

}  // namespace

bool is_delta(const X509_CRL* list) {
  return X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) >= 0;
}

bool is_fault(const Complaint& complaint) {
  switch (complaint.code) {
    case X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER:
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
    case X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE:
    case X509_V_ERR_CRL_SIGNATURE_FAILURE:
    case X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
    case X509_V_ERR_KEYUSAGE_NO_CRL_SIGN:
    case X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION:
    case X509_V_ERR_DIFFERENT_CRL_SCOPE:
    case X509_V_ERR_INVALID_EXTENSION:
      return complaint.list != nullptr;
    default:
      return false;
  }
}

bool is_gap(const Complaint& complaint) { return complaint.code == X509_V_ERR_UNABLE_TO_GET_CRL; }

std::string_view fault_id(int code) {
  switch (code) {
    case X509_V_ERR_KEYUSAGE_NO_CRL_SIGN:
      return "CRL-KEY-USAGE";
    case X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION:
    case X509_V_ERR_DIFFERENT_CRL_SCOPE:
    case X509_V_ERR_INVALID_EXTENSION:
      return "CRL-PARTIAL";
    default:
      return "CRL-SIGNATURE";
  }
}

bool CrlRun::has_consulted(const X509_CRL* list) const {
  return std::ranges::any_of(
      consulted, [&](const auto& each) { return each.base == list || each.delta == list; });
}

CrlRun run_crl_check(std::span<X509_CRL* const> lists, const CertificatePath& path, Instant at) {
  Observer observer;
  const UniqueStore store(X509_STORE_new());
  const UniqueList steps(sk_X509_new_null());
  const UniqueCrls crls(sk_X509_CRL_new_null());
  const UniqueStoreContext context(X509_STORE_CTX_new());
  bool ready = store && steps && crls && context && standard_look_up() != nullptr &&
               X509_STORE_add_cert(store.get(), handle(path.chain.back())) == 1;
  for (const auto& from : {path.chain.subspan(1), path.others}) {
    for (const auto& each : from) {
      ready = ready && sk_X509_push(steps.get(), handle(each)) > 0;
    }
  }
  for (auto* list : lists) {
    ready = ready && sk_X509_CRL_push(crls.get(), list) > 0;
  }
  if (ready) {
    X509_STORE_set_cert_crl(store.get(), look_up);
    ready = X509_STORE_CTX_init(context.get(), store.get(), handle(path.chain.front()),
                                steps.get()) == 1;
  }
  if (!ready) {
    observer.run.complaints.push_back({X509_V_ERR_UNABLE_TO_GET_CRL, nullptr});
    return observer.run;
  }
  X509_STORE_CTX_set0_crls(context.get(), crls.get());
  X509_STORE_CTX_set_app_data(context.get(), &observer);
  X509_STORE_CTX_set_verify_cb(context.get(), collect);
  // All certificates are checked, since that of a list's signer must be; those of the path itself
  // have their own turn.
  X509_STORE_CTX_set_flags(
      context.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL |
                         X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_USE_DELTAS);
  X509_STORE_CTX_set_time(context.get(), 0, at.time_since_epoch().count());
  X509_verify_cert(context.get());
  return observer.run;
}

}  // namespace dmp::x509::detail
