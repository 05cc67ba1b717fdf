#include "dmp/x509/revocation_list.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "dmp/x509/detail/crl_run.hpp"
#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/statement.hpp"

namespace dmp::x509 {

struct RevocationList::Impl {
  std::string file;
  detail::UniqueCrl crl;

  static RevocationList wrap(std::string_view file, detail::UniqueCrl crl) {
    return RevocationList(std::make_shared<const Impl>(Impl{std::string(file), std::move(crl)}));
  }
};

namespace {

using detail::Complaint;
using detail::CrlRun;
using detail::instant_of;
using Lists = std::vector<RevocationList>;

X509* handle(const Certificate& certificate) { return certificate.impl().x509.get(); }
X509_CRL* handle(const RevocationList& list) { return list.impl().crl.get(); }

Error problem(std::string_view id, const RevocationList& list, Args more = {}) {
  Args args = {arg("file", list.impl().file)};
  args.insert(args.end(), more.begin(), more.end());
  return {ErrorKind::input, std::string(id), std::move(args), {}};
}

/// The certificate's entry of a list, unless it takes the certificate off (removeFromCRL).
X509_REVOKED* entry_of(const RevocationList& list, const Certificate& leaf) {
  X509_REVOKED* entry = nullptr;
  constexpr int kListed = 1;
  return X509_CRL_get0_by_cert(handle(list), &entry, handle(leaf)) == kListed ? entry : nullptr;
}

/// The reason of an entry as RFC 5280 5.3.1 numbers it; an absent one is the same as none named.
int reason_of(const X509_REVOKED* entry) {
  using UniqueEnumerated = detail::Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free>;
  const UniqueEnumerated code(static_cast<ASN1_ENUMERATED*>(
      X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
  return code ? static_cast<int>(ASN1_ENUMERATED_get(code.get())) : CRL_REASON_UNSPECIFIED;
}

Revocation revocation_of(const X509_REVOKED* entry) {
  Revocation result;
  result.revoked = true;
  result.since = instant_of(X509_REVOKED_get0_revocationDate(entry));
  result.reason = detail::reason_word(reason_of(entry));
  return result;
}

bool is_newer(const RevocationList& one, const RevocationList& other) {
  return instant_of(X509_CRL_get0_lastUpdate(handle(one))) >
         instant_of(X509_CRL_get0_lastUpdate(handle(other)));
}

/// Search looks one certificate up.
class Search {
 public:
  Search(std::span<const RevocationList> lists, const CertificatePath& path, Instant at)
      : lists_(lists.begin(), lists.end()), path_(path), at_(at) {
    // The newest delta of a base is wanted, and OpenSSL takes the first.
    std::ranges::stable_sort(lists_, is_newer);
  }

  Result<Revocation> run() {
    const auto found = consult_usable();
    if (auto revoked = stated_by(found)) {
      return *revoked;
    }
    const bool answered = is_answer(found);
    if (auto revoked = stated_elsewhere(found, answered)) {
      return *revoked;
    }
    if (!answered) {
      return fail(explain(found));
    }
    Revocation good;
    good.without_delta = base_without_delta(found);
    return good;
  }

 private:
  const Certificate& leaf() const { return path_.chain[0]; }

  CrlRun consult(const Lists& lists) const {
    std::vector<X509_CRL*> handles;
    std::ranges::transform(lists, std::back_inserter(handles),
                           [](const auto& each) { return handle(each); });
    return detail::run_crl_check(handles, path_, at_);
  }

  /// Consults what is left when each list that must not be used was put aside.
  CrlRun consult_usable() {
    for (;;) {
      auto found = consult(lists_);
      const auto faulty = std::ranges::find_if(found.complaints, detail::is_fault);
      const auto list = faulty == found.complaints.end()
                            ? lists_.end()
                            : std::ranges::find(lists_, faulty->list,
                                                [](const auto& each) { return handle(each); });
      if (list == lists_.end()) {
        return found;
      }
      faults_.emplace_back(*list, faulty->code);
      lists_.erase(list);
    }
  }

  const RevocationList* find(const X509_CRL* wanted) const {
    const auto found =
        std::ranges::find(lists_, wanted, [](const auto& each) { return handle(each); });
    return found == lists_.end() ? nullptr : &*found;
  }

  /// A list of later than the moment that is asked about counts for what was revoked by then.
  bool counts(const RevocationList& list, const X509_REVOKED* entry) const {
    const auto issued = instant_of(X509_CRL_get0_lastUpdate(handle(list)));
    const auto revoked = instant_of(X509_REVOKED_get0_revocationDate(entry));
    return !issued || !revoked || *issued <= at_ + detail::kSkew || *revoked <= at_ + detail::kSkew;
  }

  std::optional<Revocation> stated_in(const X509_CRL* crl) const {
    const auto* list = find(crl);
    const auto* entry = list == nullptr ? nullptr : entry_of(*list, leaf());
    return entry != nullptr && counts(*list, entry) ? std::optional(revocation_of(entry))
                                                    : std::nullopt;
  }

  std::optional<Revocation> stated_by(const CrlRun& found) const {
    for (const auto& complaint : found.complaints) {
      if (complaint.code == X509_V_ERR_CERT_REVOKED) {
        if (auto revoked = stated_in(complaint.list)) {
          return revoked;
        }
      }
    }
    return std::nullopt;
  }

  /// What an older list says, or one that is out of date.
  std::optional<Revocation> stated_elsewhere(const CrlRun& found, bool answered) const {
    for (const auto& list : lists_) {
      const auto* entry = found.has_consulted(handle(list)) ? nullptr : entry_of(list, leaf());
      if (entry == nullptr || !counts(list, entry)) {
        continue;
      }
      const bool is_lifted = answered && reason_of(entry) == CRL_REASON_CERTIFICATE_HOLD &&
                             is_newer(*find(found.consulted.front().newest()), list);
      if (!is_lifted && is_authentic(list)) {
        return revocation_of(entry);
      }
    }
    return std::nullopt;
  }

  /// Whether a list that did not decide may be believed.
  bool is_authentic(const RevocationList& list) const {
    if (detail::is_delta(handle(list))) {
      // OpenSSL has an eye for deltas only where the certificate or the base announces them.
      return list.is_named_as(path_.chain[1]) &&
             (X509_get_key_usage(handle(path_.chain[1])) & KU_CRL_SIGN) != 0 &&
             X509_CRL_verify(handle(list), X509_get0_pubkey(handle(path_.chain[1]))) == 1;
    }
    Lists alone = {list};
    std::ranges::copy_if(lists_, std::back_inserter(alone), [&](const auto& other) {
      return X509_NAME_cmp(X509_CRL_get_issuer(handle(other)), X509_CRL_get_issuer(handle(list))) !=
             0;
    });
    const auto found = consult(alone);
    return std::ranges::none_of(found.complaints,
                                [&](const auto& each) {
                                  return each.list == handle(list) && detail::is_fault(each);
                                }) &&
           std::ranges::find(found.complaints, Complaint{X509_V_ERR_CERT_REVOKED, handle(list)}) !=
               found.complaints.end();
  }

  /// Why what was consulted is not of the moment, if so. A delta that came too late leaves its base
  /// as it is, and makes one recent that is out of date.
  std::optional<Error> out_of_time(const detail::Consulted& consulted) const {
    std::optional<Error> error;
    for (const auto* each : {consulted.base, consulted.delta}) {
      if (each == nullptr) {
        continue;
      }
      const auto checked =
          detail::check_times(X509_CRL_get0_lastUpdate(each), X509_CRL_get0_nextUpdate(each), at_);
      if (checked.holds()) {
        return std::nullopt;
      }
      error = problem(checked.is_early ? "CRL-NOT-YET" : "CRL-STALE", *find(each),
                      {arg("date", checked.limit ? format_instant(*checked.limit) : "?")});
    }
    return error;
  }

  bool is_answer(const CrlRun& found) const {
    return !found.consulted.empty() && std::ranges::none_of(found.complaints, detail::is_gap) &&
           std::ranges::none_of(found.consulted,
                                [&](const auto& each) { return out_of_time(each).has_value(); });
  }

  /// The name of a complete list whose announced changes were not looked at; "" for none.
  std::string base_without_delta(const CrlRun& found) const {
    const bool is_announced = X509_get_ext_by_NID(handle(leaf()), NID_freshest_crl, -1) >= 0;
    for (const auto& each : found.consulted) {
      const auto* delta = each.delta;
      const bool has_delta =
          delta != nullptr &&
          detail::check_times(X509_CRL_get0_lastUpdate(delta), X509_CRL_get0_nextUpdate(delta), at_)
              .holds();
      if (each.base != nullptr && !has_delta &&
          (is_announced || X509_CRL_get_ext_by_NID(each.base, NID_freshest_crl, -1) >= 0)) {
        return find(each.base)->impl().file;
      }
    }
    return {};
  }

  /// The nearest thing to an answer says why there is none.
  Error explain(const CrlRun& found) const {
    for (const auto& each : found.consulted) {
      if (auto error = out_of_time(each)) {
        return *error;
      }
    }
    if (!found.consulted.empty()) {
      return problem("CRL-PARTIAL", *find(found.consulted.front().newest()));
    }
    if (!faults_.empty()) {
      return problem(detail::fault_id(faults_.front().second), faults_.front().first);
    }
    const auto& issuer = path_.chain[1];
    for (const auto& list : lists_) {
      if (list.is_named_as(issuer)) {
        const bool is_signed = X509_CRL_verify(handle(list), X509_get0_pubkey(handle(issuer))) == 1;
        return problem(is_signed ? "CRL-PARTIAL" : "CRL-SIGNATURE", list);
      }
    }
    Args args = {arg("issuer", issuer.facts().subject.printed)};
    auto error = lists_.empty() ? Error{ErrorKind::input, "CRL-ISSUER", std::move(args), {}}
                                : problem("CRL-ISSUER", lists_.front(), std::move(args));
    error.reason = Reason::other_issuer;
    return error;
  }

  Lists lists_;
  CertificatePath path_;
  Instant at_;
  std::vector<std::pair<RevocationList, int>> faults_;
};

/// Tells whether each entry has a date of revocation in the form of RFC 5280 5.1.2.6. OpenSSL 3.5
/// reads no other list, the ones before it any.
bool has_dates(X509_CRL* crl) {
  const auto* entries = X509_CRL_get_REVOKED(crl);
  for (int i = 0; i < sk_X509_REVOKED_num(entries); ++i) {
    if (!instant_of(X509_REVOKED_get0_revocationDate(sk_X509_REVOKED_value(entries, i)))) {
      return false;
    }
  }
  return true;
}

}  // namespace

Result<std::vector<RevocationList>> RevocationList::read(ByteView content, std::string_view file) {
  const detail::CleanQueue clean;
  std::vector<RevocationList> lists;
  const auto add = [&](ByteView der) {
    std::size_t rest = 0;
    auto crl = detail::decode<detail::UniqueCrl, d2i_X509_CRL>(der, &rest);
    const bool is_whole = crl != nullptr && rest == 0 && has_dates(crl.get());
    if (is_whole) {
      lists.push_back(Impl::wrap(file, std::move(crl)));
    }
    return is_whole;
  };
  bool is_pem = false;
  bool fine = true;
  const detail::PemText text(content);
  for (const auto& block : detail::scan_pem(text.view())) {
    if (block.label == "X509 CRL") {
      const auto der = block.complete ? detail::decode_base64(block.body) : std::nullopt;
      is_pem = true;
      fine = fine && der && add(*der);
    }
  }
  if (!fine || (!is_pem && !add(content))) {
    return fail(ErrorKind::input, "CRL-UNREADABLE", {arg("file", file)}, detail::drain_errors());
  }
  return lists;
}

bool RevocationList::is_named_as(const Certificate& issuer) const {
  return X509_NAME_cmp(X509_CRL_get_issuer(impl_->crl.get()),
                       X509_get_subject_name(issuer.impl().x509.get())) == 0;
}

Result<Revocation> find_revocation(std::span<const RevocationList> lists,
                                   const CertificatePath& path, Instant at) {
  const detail::CleanQueue clean;
  return Search(lists, path, at).run();
}

}  // namespace dmp::x509
