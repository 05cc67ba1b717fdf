#include "dmp/x509/chain.hpp"

#include <algorithm>
#include <set>

#include "dmp/x509/detail/impl.hpp"

namespace dmp::x509 {
namespace {

/// One complaint of OpenSSL's verification.
struct Complaint {
  int code;
  const X509* certificate;
};

int collect(int fine, X509_STORE_CTX* context) noexcept {
  if (fine == 0) {
    auto* complaints = static_cast<std::vector<Complaint>*>(X509_STORE_CTX_get_app_data(context));
    complaints->push_back(
        {X509_STORE_CTX_get_error(context), X509_STORE_CTX_get_current_cert(context)});
  }
  return 1;  // Go on: all problems are wanted.
}

std::string_view problem_id(int code) {
  switch (code) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return "CHAIN-NO-ISSUER";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
    case X509_V_ERR_CERT_REJECTED:
      return "CHAIN-UNTRUSTED";
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
      return "CHAIN-SIGNATURE";
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "CHAIN-EXPIRED";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "CHAIN-NOT-YET-VALID";
    case X509_V_ERR_INVALID_PURPOSE:
      return "CHAIN-PURPOSE";
    default:
      return "CHAIN-OTHER";
  }
}

/// The purpose of OpenSSL's tables for a usage; 0 when there is none to insist on.
int purpose_of(model::Usage usage) {
  switch (usage) {
    case model::Usage::auth_cli:
    case model::Usage::card_auth:
      return X509_PURPOSE_SSL_CLIENT;
    case model::Usage::sign:
    case model::Usage::serv_sign:
    case model::Usage::card_sign:
      return X509_PURPOSE_SMIME_SIGN;
    case model::Usage::conf:
      return X509_PURPOSE_SMIME_ENCRYPT;
    case model::Usage::serv_ssl:
      return X509_PURPOSE_SSL_SERVER;
    case model::Usage::ca:
    case model::Usage::other:
      break;
  }
  return 0;
}

X509* handle(const Certificate& certificate) { return certificate.impl().x509.get(); }

/// The certificates of one verification, so that what OpenSSL names can be found again.
struct Pool {
  std::vector<Certificate> all;

  [[nodiscard]] const Certificate* find(const X509* wanted) const {
    if (wanted == nullptr) {
      return nullptr;  // What is wrong with the whole path.
    }
    const auto found = std::ranges::find_if(
        all, [&](const auto& each) { return X509_cmp(handle(each), wanted) == 0; });
    return found == all.end() ? nullptr : &*found;
  }
};

/// An authority below another anchor is only a step on the way, so that the chain reaches the root.
bool ends_chain(const Certificate& anchor, const Trust& trust) {
  const auto& anchors = trust.anchors;
  return trust.ends_anywhere || anchor.is_self_issued() ||
         std::ranges::none_of(anchors, [&](const auto& other) {
           return other.is_self_issued() &&
                  X509_check_issued(handle(other), handle(anchor)) == X509_V_OK;
         });
}

Args args_of(const Complaint& complaint, const Certificate* certificate) {
  if (certificate == nullptr) {
    return {arg("subject", "?"), arg("reason", X509_verify_cert_error_string(complaint.code))};
  }
  const auto& facts = certificate->facts();
  return {arg("subject", facts.subject.printed),
          arg("issuer", facts.issuer->printed),
          arg_day("not_before", date_of(facts.not_before)),
          arg_day("not_after", date_of(facts.not_after)),
          arg("usage", model::to_string(facts.usage)),
          arg("reason", X509_verify_cert_error_string(complaint.code))};
}

ChainProblem internal_problem(const Certificate& leaf) {
  const auto causes = detail::drain_errors();
  return {"CHAIN-OTHER",
          {arg("subject", leaf.facts().subject.printed),
           arg("reason", causes.empty() ? "?" : causes.front())}};
}

std::vector<ChainProblem> problems_of(const std::vector<Complaint>& complaints, const Pool& pool) {
  std::vector<ChainProblem> problems;
  std::set<std::pair<std::string_view, const X509*>> seen;
  for (const auto& complaint : complaints) {
    const auto id = problem_id(complaint.code);
    if (seen.emplace(id, complaint.certificate).second) {
      const auto* certificate = pool.find(complaint.certificate);
      const bool is_date = id == "CHAIN-EXPIRED" || id == "CHAIN-NOT-YET-VALID";
      problems.push_back({std::string(id), args_of(complaint, certificate),
                          is_date && certificate == &pool.all.front()});
    }
  }
  return problems;
}

/// Collection is a list in which each certificate stands once. A file may hold very many.
class Collection {
 public:
  explicit Collection(std::vector<Certificate>& list) : list_(list) {}

  void add(const Certificate& certificate) {
    if (known_.insert(certificate.facts().sha256).second) {
      list_.push_back(certificate);
    }
  }
  [[nodiscard]] bool has(const Certificate& certificate) const {
    return known_.contains(certificate.facts().sha256);
  }

 private:
  std::vector<Certificate>& list_;
  std::set<model::Fingerprint> known_;
};

}  // namespace

bool ChainOutcome::reaches_anchor() const {
  return std::ranges::all_of(problems, [](const ChainProblem& each) {
    return each.id == "CHAIN-EXPIRED" || each.id == "CHAIN-NOT-YET-VALID" ||
           each.id == "CHAIN-PURPOSE";
  });
}

TrustSelection select_trust(const std::vector<Certificate>& named,
                            const std::vector<Certificate>& carried, TrustRule rule) {
  TrustSelection selection;
  selection.trust.ends_anywhere = rule == TrustRule::named;
  Collection anchors(selection.trust.anchors);
  Collection intermediates(selection.intermediates);
  Collection refused(selection.refused);
  const auto is_known = [](const Certificate& certificate) {
    return find_known_authority(certificate.facts().sha256) != nullptr;
  };
  for (const auto& certificate : named) {
    if (is_known(certificate) || rule == TrustRule::named ||
        (rule == TrustRule::self_signed && certificate.is_self_signed())) {
      anchors.add(certificate);
    }
  }
  for (const auto& certificate : carried) {
    if (is_known(certificate)) {
      anchors.add(certificate);
    }
  }
  for (const auto* list : {&named, &carried}) {
    for (const auto& certificate : *list) {
      if (anchors.has(certificate)) {
        continue;
      }
      // Kept for the path too: "ends at a root that is not trusted" says more than "no issuer".
      intermediates.add(certificate);
      if (certificate.is_self_signed()) {
        refused.add(certificate);
      }
    }
  }
  return selection;
}

ChainOutcome verify_chain(const Certificate& leaf, const std::vector<Certificate>& intermediates,
                          const Trust& trust, Instant at) {
  const detail::CleanQueue clean;
  ChainOutcome outcome;
  Pool pool{{leaf}};
  const detail::UniqueStore store(X509_STORE_new());
  const detail::UniqueList steps(sk_X509_new_null());
  const detail::UniqueStoreContext context(X509_STORE_CTX_new());
  bool ready = store && steps && context;
  for (const auto& anchor : trust.anchors) {
    pool.all.push_back(anchor);
    ready =
        ready && (ends_chain(anchor, trust) ? X509_STORE_add_cert(store.get(), handle(anchor)) == 1
                                            : sk_X509_push(steps.get(), handle(anchor)) > 0);
  }
  for (const auto& step : intermediates) {
    pool.all.push_back(step);
    ready = ready && sk_X509_push(steps.get(), handle(step)) > 0;
  }
  if (!ready || X509_STORE_CTX_init(context.get(), store.get(), handle(leaf), steps.get()) != 1) {
    outcome.problems.push_back(internal_problem(leaf));
    return outcome;
  }
  std::vector<Complaint> complaints;
  X509_STORE_CTX_set_app_data(context.get(), &complaints);
  X509_STORE_CTX_set_verify_cb(context.get(), collect);
  if (const int purpose = purpose_of(leaf.facts().usage); purpose != 0) {
    X509_STORE_CTX_set_purpose(context.get(), purpose);
  }
  X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN);
  // Policies are of the path too (RFC 5280 6.1): an authority may insist on some. Any will do for
  // us.
  auto* wanted = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_add0_policy(wanted, OBJ_nid2obj(NID_any_policy));
  X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_POLICY_CHECK);
  X509_STORE_CTX_set_time(context.get(), 0, at.time_since_epoch().count());
  const int verdict = X509_verify_cert(context.get());
  outcome.problems = problems_of(complaints, pool);
  if (verdict <= 0 && outcome.problems.empty()) {
    outcome.problems.push_back(internal_problem(leaf));
  }
  const auto* path = X509_STORE_CTX_get0_chain(context.get());
  for (int i = 0; path != nullptr && i < sk_X509_num(path); ++i) {
    if (const auto* certificate = pool.find(sk_X509_value(path, i))) {
      outcome.chain.push_back(*certificate);
    }
  }
  return outcome;
}

}  // namespace dmp::x509
