#include "dmp/policy/service.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "dmp/base/unicode.hpp"
#include "dmp/base/utf8.hpp"

namespace dmp::policy {
namespace {

using Kind = ServiceMatch::Kind;

constexpr std::array<std::string_view, 2> kInsi = {"INSI-AUTO", "INSI-MANU"};

/// Compares with the names of one edition; `other` where it is like none of them.
ServiceMatch match_in(std::string_view name, model::Usage usage,
                      const std::map<model::Usage, std::string>& names) {
  const auto own = names.find(usage);
  if (own != names.end() && name == own->second) {
    return {Kind::expected, own->second};
  }
  const auto skeleton = skeleton_of(name);
  for (const auto& [other, known] : names) {
    if (!skeleton.empty() && skeleton == skeleton_of(known)) {
      return other == usage ? ServiceMatch{Kind::misspelt, known}
                            : ServiceMatch{Kind::other_usage,
                                           own == names.end() ? std::string() : own->second};
    }
  }
  return {};
}

ServiceMatch match_insi(std::string_view name) {
  for (const auto known : kInsi) {
    if (skeleton_of(name) == skeleton_of(known)) {
      return {name == known ? Kind::insi : Kind::misspelt, std::string(known)};
    }
  }
  return {};
}

/// The demanded name that a letter or two would make of it.
ServiceMatch match_nearly(std::string_view name, const std::map<model::Usage, std::string>& names) {
  constexpr std::size_t kFew = 2;
  constexpr std::size_t kLongest = 64;  // X.520, ub-common-name
  const auto skeleton = skeleton_of(name);
  for (const auto& [usage, known] : names) {
    if (skeleton.size() <= kLongest && edit_distance(skeleton, skeleton_of(known)) <= kFew) {
      return {Kind::near, known};
    }
  }
  return {};
}

}  // namespace

std::span<const std::string_view> insi_services() { return kInsi; }

bool is_insi(std::string_view service) { return std::ranges::find(kInsi, service) != kInsi.end(); }

ServiceMatch match_service(std::string_view name, model::Usage usage, const Policy& policy) {
  // The procedure's names come first: a policy that exchanges them would order the wrong thing.
  const auto& procedure = builtin_policies().front().service_names;
  for (const auto& match :
       {match_in(name, usage, procedure), match_in(name, usage, policy.service_names),
        match_insi(name), match_nearly(name, procedure)}) {
    if (match.kind != Kind::other) {
      return match;
    }
  }
  return {};
}

}  // namespace dmp::policy
