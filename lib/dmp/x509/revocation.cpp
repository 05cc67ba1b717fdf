#include "dmp/x509/revocation.hpp"

#include <algorithm>
#include <vector>

#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/statement.hpp"

namespace dmp::x509 {
namespace {

using detail::instant_of;

tl::unexpected<Error> failed(ErrorKind kind, std::string_view id, std::string_view where,
                             Args more = {}) {
  Args args = {arg("url", where), arg("file", where)};
  args.insert(args.end(), more.begin(), more.end());
  return fail(kind, id, std::move(args), detail::drain_errors());
}

X509* handle(const Certificate& certificate) { return certificate.impl().x509.get(); }

/// The answer's body, or why there is none.
Result<detail::UniqueOcspBasic> post(const std::string& url, const OCSP_REQUEST* request,
                                     const AskWeb& web) {
  const auto answer =
      ask(web, url, {"application/ocsp-request", detail::encode<i2d_OCSP_REQUEST>(request)});
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

/// Statement is what an answer says of the certificate; there may be several.
struct Statement {
  int status = V_OCSP_CERTSTATUS_UNKNOWN;
  int reason = -1;
  std::optional<Instant> since;
  std::optional<Instant> made;
  detail::TimesChecked times;
};

std::vector<Statement> statements_of(OCSP_BASICRESP* basic, OCSP_CERTID* id, Instant at) {
  std::vector<Statement> found;
  for (int i = OCSP_resp_find(basic, id, -1); i >= 0; i = OCSP_resp_find(basic, id, i)) {
    ASN1_GENERALIZEDTIME* since = nullptr;
    ASN1_GENERALIZEDTIME* from = nullptr;
    ASN1_GENERALIZEDTIME* until = nullptr;
    Statement each;
    each.status =
        OCSP_single_get0_status(OCSP_resp_get0(basic, i), &each.reason, &since, &from, &until);
    each.since = instant_of(since);
    each.made = instant_of(from);
    each.times = detail::check_times(from, until, at);
    found.push_back(each);
  }
  return found;
}

/// A revocation outlives the answer that tells of it, unless it was not yet one at the moment that
/// is asked about.
bool is_revoked_at(const Statement& each, Instant at) {
  return each.status == V_OCSP_CERTSTATUS_REVOKED &&
         (!each.times.is_early || !each.since || *each.since <= at);
}

Result<Revocation> verdict_of(const std::vector<Statement>& statements, Instant at,
                              const std::string& url) {
  const auto revoked =
      std::ranges::find_if(statements, [&](const auto& each) { return is_revoked_at(each, at); });
  if (revoked != statements.end()) {
    Revocation result;
    result.revoked = true;
    result.since = revoked->since;
    result.reason = detail::reason_word(revoked->reason);
    return result;
  }
  const auto newest = std::ranges::max_element(statements, {}, &Statement::made);
  if (newest == statements.end() || newest->status == V_OCSP_CERTSTATUS_UNKNOWN) {
    return failed(ErrorKind::input, "OCSP-UNKNOWN", url);
  }
  if (!newest->times.holds()) {
    return failed(ErrorKind::input, "OCSP-STALE", url,
                  {arg("date", newest->times.limit ? format_instant(*newest->times.limit) : "?")});
  }
  return Revocation();
}

}  // namespace

Args args_of(const Revocation& revocation) {
  return {revocation.since ? arg_day("date", date_of(*revocation.since)) : arg("date", "?"),
          arg("reason", revocation.reason), arg("authority", revocation.authority)};
}

Result<Revocation> ask_ocsp(const std::string& url, const Certificate& leaf,
                            const Certificate& issuer, Instant at, const AskWeb& web) {
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
  auto verdict = verdict_of(statements_of(basic->get(), id.get(), at), at, url);
  const int nonce = OCSP_check_nonce(request.get(), basic->get());
  if (const bool is_other = nonce == 0 || nonce == 3; is_other && !(verdict && verdict->revoked)) {
    return failed(ErrorKind::input, "OCSP-NONCE", url);
  }
  if (verdict) {
    verdict->has_nonce = nonce == 1;
  }
  return verdict;
}

}  // namespace dmp::x509
