#pragma once

#include <cstddef>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/renewal.hpp"

namespace dmp::model {

/// Remark is something to know of a certificate: a text of the catalogue.
struct Remark {
  std::string id;
  Args args;

  bool operator==(const Remark&) const = default;
};

/// RevocationState is what a certificate's authority said when it was asked whether it has taken it
/// back; unknown: it was asked, and there is no answer.
enum class RevocationState { not_asked, good, revoked, unknown };

/// to_string returns the word of JSON: "good", "revoked", "unknown"; "" for what was not asked.
std::string_view to_string(RevocationState state);

/// CertificateRow is a certificate as every command shows it. There may be very many.
struct CertificateRow {
  std::string source;  ///< Where it lies; empty when missing.
  CertificateSummary facts = {};
  CertificateStatus status = CertificateStatus::valid;
  /// Days of the UTC calendar to the day of CertificateSummary::ends_at: 0 on it, negative after.
  int days_left = 0;

  /// Whether `expiry` has looked at it: what follows is known then.
  bool watched = false;
  /// It was not seen: the record of its installation says which one is in service and when it ends,
  /// and nothing else of its dates.
  bool recorded = false;
  bool critical = false;  ///< Expired, missing, or ends within the second notice.
  bool due = false;       ///< Something is to be done about it now.
  RevocationState revocation = RevocationState::not_asked;
  std::vector<std::string> more_places = {};  ///< Where else it lies.
  std::string site = {};                      ///< Id in the dossier, empty when not known.
  std::vector<Remark> remarks = {};
  std::optional<Renewal> renewal = std::nullopt;

  /// is_set_aside tells what its owner replaced or gave up: it does not serve and does not alarm.
  /// What its authority revoked while it serves is none of them.
  [[nodiscard]] bool is_set_aside() const {
    return status == CertificateStatus::superseded ||
           (status == CertificateStatus::revoked && !due);
  }
  /// ends_on is the UTC day of CertificateSummary::ends_at.
  [[nodiscard]] Date ends_on() const { return date_of(facts.ends_at()); }
  /// places are all places where it lies, `source` first; none when missing.
  [[nodiscard]] auto places() const {
    const std::size_t count = source.empty() ? 0 : 1 + more_places.size();
    return std::views::iota(std::size_t{0}, count) |
           std::views::transform([this](std::size_t i) -> const std::string& {
             return i == 0 ? source : more_places[i - 1];
           });
  }
};

/// row_at is a certificate of that source as it stands at a moment: expired, not yet valid or
/// valid.
CertificateRow row_at(std::string source, CertificateSummary facts, Instant now);

}  // namespace dmp::model
