#include "dmp/x509/revocation.hpp"

#include <algorithm>

#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/http.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/pem.hpp"

namespace dmp::x509 {
namespace {

using detail::instant_of;

constexpr std::chrono::minutes kSkew{5};  ///< Clocks differ.

tl::unexpected<Error> failed(ErrorKind kind, std::string_view id, std::string_view where,
                             Args more = {}) {
  Args args = {arg("url", where), arg("file", where)};
  args.insert(args.end(), more.begin(), more.end());
  return fail(kind, id, std::move(args), detail::drain_errors());
}

X509* handle(const Certificate& certificate) { return certificate.impl().x509.get(); }

std::string reason_of(int code) {
  return code < 0 ? std::string() : std::string(OCSP_crl_reason_str(code));
}

/// Nothing that tells of a moment may be of another time.
Status check_times(const ASN1_TIME* from, const ASN1_TIME* until, Instant at,
                   std::string_view where, std::string_view too_early, std::string_view too_late) {
  const auto since = instant_of(from);
  if (!since || *since > at + kSkew) {
    return failed(ErrorKind::input, too_early, where,
                  {arg("date", since ? format_instant(*since) : "?")});
  }
  const auto end = until == nullptr ? std::nullopt : instant_of(until);
  // Without an end it could be of any age; RFC 5280 wants one.
  if (!end || *end + kSkew < at) {
    return failed(ErrorKind::input, too_late, where,
                  {arg("date", end ? format_instant(*end) : "?")});
  }
  return {};
}

detail::UniqueCrl decode_crl(ByteView content) {
  for (const auto& block : detail::scan_pem(as_text(content))) {
    if (block.label == "X509 CRL" && block.complete) {
      const auto der = detail::decode_base64(block.body);
      return der ? detail::decode<detail::UniqueCrl, d2i_X509_CRL>(*der) : nullptr;
    }
  }
  return detail::decode<detail::UniqueCrl, d2i_X509_CRL>(content);
}

/// A delta or a CRL with critical extensions tells less than it seems to.
bool is_partial(const X509_CRL* crl) {
  return X509_CRL_get_ext_by_critical(crl, 1, -1) >= 0 ||
         X509_CRL_get_ext_by_NID(crl, NID_delta_crl, -1) >= 0;
}

/// The answer's body, or why there is none.
Result<detail::UniqueOcspBasic> post(const std::string& url, const OCSP_REQUEST* request,
                                     const Web& web) {
  const auto answer = detail::ask_web(
      url, {"application/ocsp-request", detail::encode<i2d_OCSP_REQUEST>(request)}, web);
  if (!answer) {
    return fail(answer.error());
  }
  const auto response = detail::decode<detail::UniqueOcspResponse, d2i_OCSP_RESPONSE>(*answer);
  if (!response) {
    return failed(ErrorKind::input, "OCSP-UNREADABLE", url);
  }
  if (const int status = OCSP_response_status(response.get());
      status != OCSP_RESPONSE_STATUS_SUCCESSFUL) {
    return failed(ErrorKind::environment, "OCSP-REFUSED", url,
                  {arg("status", OCSP_response_status_str(status))});
  }
  detail::UniqueOcspBasic basic(OCSP_response_get1_basic(response.get()));
  return basic ? Result<detail::UniqueOcspBasic>(std::move(basic))
               : failed(ErrorKind::input, "OCSP-UNREADABLE", url);
}

/// Signed by the issuer, or by a certificate of its for that purpose.
bool is_signed(OCSP_BASICRESP* basic, const Certificate& issuer, Instant at) {
  const detail::UniqueStore store(X509_STORE_new());
  const detail::UniqueList others(sk_X509_new_null());
  if (!store || !others || X509_STORE_add_cert(store.get(), handle(issuer)) != 1 ||
      sk_X509_push(others.get(), handle(issuer)) <= 0) {
    return false;
  }
  auto* wanted = X509_STORE_get0_param(store.get());
  X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_time(wanted, at.time_since_epoch().count());
  return OCSP_basic_verify(basic, others.get(), store.get(), 0) == 1;
}

Result<Revocation> verdict_of(OCSP_BASICRESP* basic, OCSP_CERTID* id, Instant at,
                              const std::string& url) {
  int status = V_OCSP_CERTSTATUS_UNKNOWN;
  int reason = -1;
  ASN1_GENERALIZEDTIME* since = nullptr;
  ASN1_GENERALIZEDTIME* from = nullptr;
  ASN1_GENERALIZEDTIME* until = nullptr;
  if (OCSP_resp_find_status(basic, id, &status, &reason, &since, &from, &until) != 1 ||
      status == V_OCSP_CERTSTATUS_UNKNOWN) {
    return failed(ErrorKind::input, "OCSP-UNKNOWN", url);
  }
  if (auto fine = check_times(from, until, at, url, "OCSP-STALE", "OCSP-STALE"); !fine) {
    return fail(std::move(fine.error()));
  }
  Revocation result;
  result.revoked = status == V_OCSP_CERTSTATUS_REVOKED;
  result.since = since != nullptr ? instant_of(since) : std::nullopt;
  result.reason = result.revoked ? reason_of(reason) : std::string();
  result.next_update = instant_of(until);
  return result;
}

}  // namespace

Args args_of(const Revocation& revocation) {
  return {revocation.since ? arg_day("date", date_of(*revocation.since)) : arg("date", "?"),
          arg("reason", revocation.reason.empty() ? "-" : revocation.reason)};
}

Result<Bytes> fetch(const std::string& url, const Web& web) {
  return detail::ask_web(url, {}, web);
}

Result<Revocation> read_crl(ByteView content, std::string_view file, const Certificate& leaf,
                            const Certificate& issuer, Instant at) {
  const detail::CleanQueue clean;
  const auto crl = decode_crl(content);
  if (!crl) {
    return failed(ErrorKind::input, "CRL-UNREADABLE", file);
  }
  if (X509_NAME_cmp(X509_CRL_get_issuer(crl.get()), X509_get_subject_name(handle(issuer))) != 0) {
    return failed(ErrorKind::input, "CRL-ISSUER", file,
                  {arg("issuer", issuer.facts().subject.printed)});
  }
  if (X509_CRL_verify(crl.get(), X509_get0_pubkey(handle(issuer))) != 1) {
    return failed(ErrorKind::input, "CRL-SIGNATURE", file);
  }
  if (is_partial(crl.get())) {
    return failed(ErrorKind::input, "CRL-PARTIAL", file);
  }
  const auto* until = X509_CRL_get0_nextUpdate(crl.get());
  if (auto fine = check_times(X509_CRL_get0_lastUpdate(crl.get()), until, at, file, "CRL-NOT-YET",
                              "CRL-STALE");
      !fine) {
    return fail(std::move(fine.error()));
  }
  Revocation result;
  result.next_update = instant_of(until);
  X509_REVOKED* entry = nullptr;
  // 2 is an entry "removeFromCRL", which stands in deltas only.
  if (X509_CRL_get0_by_cert(crl.get(), &entry, handle(leaf)) == 1 && entry != nullptr) {
    result.revoked = true;
    result.since = instant_of(X509_REVOKED_get0_revocationDate(entry));
    using UniqueEnumerated = detail::Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free>;
    const UniqueEnumerated code(static_cast<ASN1_ENUMERATED*>(
        X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
    result.reason = code ? reason_of(static_cast<int>(ASN1_ENUMERATED_get(code.get()))) : "";
  }
  return result;
}

Result<Revocation> ask_ocsp(const std::string& url, const Certificate& leaf,
                            const Certificate& issuer, Instant at, const Web& web) {
  const detail::CleanQueue clean;
  const detail::UniqueOcspRequest request(OCSP_REQUEST_new());
  const detail::UniqueOcspId id(OCSP_cert_to_id(EVP_sha1(), handle(leaf), handle(issuer)));
  detail::UniqueOcspId given(id ? OCSP_CERTID_dup(id.get()) : nullptr);
  auto* taken = given.release();
  if (!request || taken == nullptr || OCSP_request_add0_id(request.get(), taken) == nullptr) {
    given.reset(taken);
    return failed(ErrorKind::internal, "OCSP-UNREADABLE", url);
  }
  if (OCSP_request_add1_nonce(request.get(), nullptr, -1) != 1) {
    return failed(ErrorKind::internal, "OCSP-UNREADABLE", url);
  }
  const auto basic = post(url, request.get(), web);
  if (!basic) {
    return fail(basic.error());
  }
  if (!is_signed(basic->get(), issuer, at)) {
    return failed(ErrorKind::input, "OCSP-SIGNATURE", url);
  }
  const int nonce = OCSP_check_nonce(request.get(), basic->get());
  if (nonce == 0 || nonce == 3) {
    return failed(ErrorKind::input, "OCSP-NONCE", url);
  }
  auto verdict = verdict_of(basic->get(), id.get(), at, url);
  if (verdict) {
    verdict->has_nonce = nonce == 1;
  }
  return verdict;
}

}  // namespace dmp::x509
