#include <charconv>
#include <utility>

#include "dmp/expiry/expiry.hpp"

namespace dmp::expiry {

std::optional<Threshold> parse_threshold(std::string_view text) {
  constexpr int kLongest = 36'500;
  constexpr int kWhole = 100;
  int amount = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, amount);
  const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  const bool percent = unit == "%";
  if (error != std::errc() || amount < 0 || amount > (percent ? kWhole : kLongest) ||
      !(unit.empty() || unit == "d" || unit == "w" || percent)) {
    return std::nullopt;
  }
  return Threshold{unit == "w" ? amount * 7 : amount, percent};
}

Row row_of(model::CertificateSummary facts, std::string source, Instant as_of, Threshold warn,
           Threshold critical) {
  using enum model::CertificateStatus;
  Row row;
  row.watched = true;
  const auto ends_on = date_of(facts.ends_at());
  row.days_left = days_between(date_of(as_of), ends_on);
  const int life = days_between(date_of(facts.not_before), ends_on);
  const bool over = as_of > facts.ends_at();
  row.critical = over || critical.reached(row.days_left, life);
  const bool near = row.critical || warn.reached(row.days_left, life);
  if (over) {
    row.status = expired;
  } else if (as_of < facts.not_before) {
    row.status = not_yet_valid;
  } else if (near) {
    row.status = expiring;
  }
  row.due = !facts.is_ca && near;
  row.facts = std::move(facts);
  row.source = std::move(source);
  return row;
}

}  // namespace dmp::expiry
