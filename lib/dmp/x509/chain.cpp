#include "dmp/x509/chain.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

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

ChainFault fault_of(int code) {
  switch (code) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return ChainFault::no_issuer;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
    case X509_V_ERR_CERT_REJECTED:
      return ChainFault::untrusted;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
      return ChainFault::signature;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return ChainFault::expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return ChainFault::not_yet_valid;
    case X509_V_ERR_INVALID_PURPOSE:
      return ChainFault::purpose;
    default:
      return ChainFault::other;
  }
}

bool is_date(ChainFault fault) {
  return fault == ChainFault::expired || fault == ChainFault::not_yet_valid;
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

/// NameOrder sorts names as OpenSSL tells them apart, which is that of RFC 5280 7.1: neither case,
/// nor spaces, nor the type of a string make another name.
struct NameOrder {
  bool operator()(const X509_NAME* one, const X509_NAME* other) const {
    return X509_NAME_cmp(one, other) < 0;
  }
};

std::string_view key_id(const ASN1_OCTET_STRING* id) {
  return id == nullptr ? std::string_view() : as_text(detail::view_of(id));
}

/// Wanted is what a certificate says of its issuer; all of it is the certificate's.
struct Wanted {
  const X509_NAME* name;
  std::string_view key_id;
};

struct WantedOrder {
  bool operator()(const Wanted& one, const Wanted& other) const {
    const int names = X509_NAME_cmp(one.name, other.name);
    return names != 0 ? names < 0 : one.key_id < other.key_id;
  }
};

Wanted wanted_by(X509* certificate) {
  return {X509_get_issuer_name(certificate), key_id(X509_get0_authority_key_id(certificate))};
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
  return {ChainFault::other,
          {arg("subject", leaf.facts().subject.printed),
           arg("reason", causes.empty() ? "?" : causes.front())}};
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

std::string ChainProblem::id() const {
  switch (fault) {
    case ChainFault::no_issuer:
      return "CHAIN-NO-ISSUER";
    case ChainFault::untrusted:
      return "CHAIN-UNTRUSTED";
    case ChainFault::signature:
      return "CHAIN-SIGNATURE";
    case ChainFault::expired:
      return "CHAIN-EXPIRED";
    case ChainFault::not_yet_valid:
      return "CHAIN-NOT-YET-VALID";
    case ChainFault::purpose:
      return "CHAIN-PURPOSE";
    case ChainFault::other:
      break;
  }
  return "CHAIN-OTHER";
}

bool ChainOutcome::reaches_anchor() const {
  return std::ranges::all_of(problems, [](const ChainProblem& each) {
    return is_date(each.fault) || each.fault == ChainFault::purpose;
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

/// Impl has the authorities in OpenSSL's store, where they end a chain, and in an index of names:
/// OpenSSL copies the list of all others for each chain, and goes through it for each step.
class ChainVerifier::Impl {
 public:
  Impl(const std::vector<Certificate>& intermediates, const Trust& trust);

  ChainOutcome verify(const Certificate& leaf, Instant at);

 private:
  using Places = std::vector<std::size_t>;  ///< In authorities_.

  void gather(const std::vector<Certificate>& intermediates, const Trust& trust);
  void make_index();
  [[nodiscard]] Places issuers_of(const Wanted& wanted) const;
  [[nodiscard]] detail::UniqueList find_steps_above(const Wanted& first) const;
  const detail::UniqueList& steps_above(const Certificate& leaf);
  [[nodiscard]] const Certificate* find(const X509* wanted, const Certificate& leaf) const;
  [[nodiscard]] std::vector<ChainProblem> problems_of(const std::vector<Complaint>& complaints,
                                                      const Certificate& leaf) const;

  detail::UniqueStore store_{X509_STORE_new()};
  std::vector<Certificate> authorities_;  ///< Those that end no chain first.
  std::size_t steps_ = 0;                 ///< So many of them end none.
  bool ready_ = store_ != nullptr;
  std::map<const X509*, const Certificate*> by_handle_;
  std::map<const X509_NAME*, std::map<std::string_view, Places>, NameOrder> by_name_;
  /// What is above the certificates of one issuer.
  std::map<Wanted, detail::UniqueList, WantedOrder> above_;
  std::vector<Certificate> asked_;  ///< The names and key ids in above_ are theirs.
};

ChainVerifier::Impl::Impl(const std::vector<Certificate>& intermediates, const Trust& trust) {
  const detail::CleanQueue clean;
  gather(intermediates, trust);
  make_index();
}

/// An authority below another anchor is only a step on the way, so that the chain reaches the root.
void ChainVerifier::Impl::gather(const std::vector<Certificate>& intermediates,
                                 const Trust& trust) {
  std::multimap<const X509_NAME*, X509*, NameOrder> roots;
  for (const auto& anchor : trust.anchors) {
    if (anchor.is_self_issued()) {
      roots.emplace(X509_get_subject_name(handle(anchor)), handle(anchor));
    }
  }
  std::vector<Certificate> ends;
  for (const auto& anchor : trust.anchors) {
    const auto [first, last] = roots.equal_range(X509_get_issuer_name(handle(anchor)));
    const bool is_step = !trust.ends_anywhere && !anchor.is_self_issued() &&
                         std::any_of(first, last, [&](const auto& root) {
                           return X509_check_issued(root.second, handle(anchor)) == X509_V_OK;
                         });
    (is_step ? authorities_ : ends).push_back(anchor);
  }
  authorities_.insert(authorities_.end(), intermediates.begin(), intermediates.end());
  steps_ = authorities_.size();
  for (const auto& anchor : ends) {
    ready_ = ready_ && X509_STORE_add_cert(store_.get(), handle(anchor)) == 1;
    authorities_.push_back(anchor);
  }
}

void ChainVerifier::Impl::make_index() {
  for (std::size_t i = 0; i < authorities_.size(); ++i) {
    auto* each = handle(authorities_[i]);
    by_handle_.emplace(each, &authorities_[i]);
    by_name_[X509_get_subject_name(each)][key_id(X509_get0_subject_key_id(each))].push_back(i);
  }
}

/// Those of the name, but for those whose key is said to be another one.
ChainVerifier::Impl::Places ChainVerifier::Impl::issuers_of(const Wanted& wanted) const {
  Places found;
  const auto take = [&found](const Places& places) {
    found.insert(found.end(), places.begin(), places.end());
  };
  const auto named = by_name_.find(wanted.name);
  if (named == by_name_.end()) {
    return found;
  }
  if (wanted.key_id.empty()) {
    for (const auto& [id, places] : named->second) {
      take(places);
    }
    return found;
  }
  for (const auto& id : {wanted.key_id, std::string_view()}) {
    if (const auto places = named->second.find(id); places != named->second.end()) {
      take(places->second);
    }
  }
  return found;
}

/// All that may be above, at whatever distance, in the order in which they were given.
detail::UniqueList ChainVerifier::Impl::find_steps_above(const Wanted& first) const {
  std::set<std::size_t> found;
  std::set<Wanted, WantedOrder> seen = {first};
  std::vector<Wanted> open = {first};
  while (!open.empty()) {
    const auto wanted = open.back();
    open.pop_back();
    for (const auto place : issuers_of(wanted)) {
      const auto next = wanted_by(handle(authorities_[place]));
      if (found.insert(place).second && seen.insert(next).second) {
        open.push_back(next);
      }
    }
  }
  detail::UniqueList steps(sk_X509_new_null());
  for (const auto place : found) {
    if (place < steps_ && (!steps || sk_X509_push(steps.get(), handle(authorities_[place])) <= 0)) {
      return {};
    }
  }
  return steps;
}

const detail::UniqueList& ChainVerifier::Impl::steps_above(const Certificate& leaf) {
  const auto first = wanted_by(handle(leaf));
  if (const auto known = above_.find(first); known != above_.end()) {
    return known->second;
  }
  asked_.push_back(leaf);
  return above_.emplace(first, find_steps_above(first)).first->second;
}

const Certificate* ChainVerifier::Impl::find(const X509* wanted, const Certificate& leaf) const {
  if (wanted == handle(leaf)) {
    return &leaf;
  }
  const auto found = by_handle_.find(wanted);  // Null is what is wrong with the whole path.
  return found == by_handle_.end() ? nullptr : found->second;
}

std::vector<ChainProblem> ChainVerifier::Impl::problems_of(const std::vector<Complaint>& complaints,
                                                           const Certificate& leaf) const {
  std::vector<ChainProblem> problems;
  std::set<std::pair<ChainFault, const X509*>> seen;
  for (const auto& complaint : complaints) {
    const auto fault = fault_of(complaint.code);
    if (seen.emplace(fault, complaint.certificate).second) {
      const auto* certificate = find(complaint.certificate, leaf);
      // OpenSSL puts an authority's own copy of the leaf in its place.
      const bool is_leaf =
          certificate != nullptr && certificate->facts().sha256 == leaf.facts().sha256;
      problems.push_back({fault, args_of(complaint, certificate), is_date(fault) && is_leaf});
    }
  }
  return problems;
}

ChainOutcome ChainVerifier::Impl::verify(const Certificate& leaf, Instant at) {
  const detail::CleanQueue clean;
  ChainOutcome outcome;
  const auto& steps = steps_above(leaf);
  const detail::UniqueStoreContext context(X509_STORE_CTX_new());
  if (!ready_ || !steps || !context ||
      X509_STORE_CTX_init(context.get(), store_.get(), handle(leaf), steps.get()) != 1) {
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
  outcome.problems = problems_of(complaints, leaf);
  if (verdict <= 0 && outcome.problems.empty()) {
    outcome.problems.push_back(internal_problem(leaf));
  }
  const auto* path = X509_STORE_CTX_get0_chain(context.get());
  for (int i = 0; path != nullptr && i < sk_X509_num(path); ++i) {
    if (const auto* certificate = find(sk_X509_value(path, i), leaf)) {
      outcome.chain.push_back(*certificate);
    }
  }
  return outcome;
}

ChainVerifier::ChainVerifier(const std::vector<Certificate>& intermediates, const Trust& trust)
    : impl_(std::make_unique<Impl>(intermediates, trust)) {}
ChainVerifier::ChainVerifier(ChainVerifier&&) noexcept = default;
ChainVerifier& ChainVerifier::operator=(ChainVerifier&&) noexcept = default;
ChainVerifier::~ChainVerifier() = default;

ChainOutcome ChainVerifier::verify(const Certificate& leaf, Instant at) {
  return impl_->verify(leaf, at);
}

ChainOutcome verify_chain(const Certificate& leaf, const std::vector<Certificate>& intermediates,
                          const Trust& trust, Instant at) {
  return ChainVerifier(intermediates, trust).verify(leaf, at);
}

}  // namespace dmp::x509
