#include "dmp/csr/detail/place.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "dmp/csr/detail/existing.hpp"
#include "dmp/files/read.hpp"
#include "dmp/record/record.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::csr::detail {
namespace {

/// Link is one order of those that follow each other in a folder: the first, its renewal, ….
struct Link {
  files::OrderFolder folder;
  std::optional<model::Order> order;  ///< Nothing where a run was cut short before order.json.

  [[nodiscard]] bool is(model::OrderState state) const { return order && order->state == state; }
  [[nodiscard]] bool is_on_its_way() const {
    return !order || is(model::OrderState::planned) || is(model::OrderState::ready) ||
           is(model::OrderState::requested) || is(model::OrderState::delivered);
  }
};

Result<std::vector<Link>> chain_of(const files::OrderFolder& base) {
  std::vector<Link> chain;
  for (int count = 0;; ++count) {
    const auto folder = count == 0 ? base : base.renewal(count);
    if (!holds_anything(folder)) {
      return chain;
    }
    auto order = record::read_order(folder);
    if (!order && order.error().reason != Reason::not_found) {
      return fail(std::move(order.error()));
    }
    chain.push_back({folder, order ? std::optional(std::move(*order)) : std::nullopt});
  }
}

template <typename Predicate>
const Link* last_that(const std::vector<Link>& chain, Predicate is_meant) {
  const auto found = std::ranges::find_if(chain | std::views::reverse, is_meant);
  return found == chain.rend() ? nullptr : &*found;
}

/// The end of the certificate that a link's order names: its notAfter, which is what the portal
/// goes by, where the order's folder has it, or the day that the order has. Another certificate
/// that lies there says nothing.
std::optional<Instant> end_of(const Link& link) {
  if (const auto content = files::read_file(link.folder.certificate())) {
    const auto read = x509::read_contents(*content, link.folder.certificate().string());
    const auto named = link.order ? link.order->certificate_sha256 : std::string();
    if (read && !read->certificates.empty() &&
        (named.empty() || read->certificates.front().facts().sha256.hex() == named)) {
      return read->certificates.front().facts().not_after;
    }
  }
  if (link.order && link.order->certificate_ends_on) {
    return start_of(*link.order->certificate_ends_on) + std::chrono::days(1);
  }
  return std::nullopt;
}

/// Last day of a certificate that has ended by `now`; nothing for one that has not.
std::optional<Date> ended_on(std::optional<Instant> end, Instant now) {
  return end && *end <= now ? std::optional(date_of(*end - std::chrono::seconds(1))) : std::nullopt;
}

files::OrderFolder next_place(const std::vector<Link>& chain) {
  const auto open = std::ranges::find_if(chain | std::views::drop(1), &Link::is_on_its_way);
  return open != chain.end() ? open->folder
                             : chain.front().folder.renewal(static_cast<int>(chain.size()));
}

Status check_environment(const Link& first, const model::Order& wanted) {
  if (!first.order || first.order->environment == wanted.environment) {
    return {};
  }
  return fail(key_exists(
      wanted, {first.folder.order(),
               "csr.reason.order",
               {arg("attribute", "environment"), arg("found", to_string(first.order->environment)),
                arg("expected", to_string(wanted.environment))}}));
}

Result<Place> renewal_of(const std::vector<Link>& chain, const Link* running,
                         const model::Order& wanted, const model::WantedCertificate& certificate,
                         Instant now) {
  const auto refused = [&](std::string_view id, Args args = {}) {
    args.push_back(arg("site", wanted.site));
    args.push_back(arg("usage", to_string(wanted.usage)));
    return fail(ErrorKind::input, id, std::move(args));
  };
  const auto* known = last_that(chain, [](const Link& link) { return !link.is_on_its_way(); });
  if (running == nullptr && known != nullptr && known->is(model::OrderState::revoked)) {
    return refused("CSR-RENEWAL-REVOKED");
  }
  const auto told = certificate.ends_on
                        ? std::optional(start_of(*certificate.ends_on) + std::chrono::days(1))
                        : std::nullopt;
  const auto end = running != nullptr ? end_of(*running) : told;
  if (const auto date = ended_on(end, now)) {
    return refused("CSR-RENEWAL-EXPIRED", {arg_day("date", *date)});
  }
  return Place{next_place(chain),
               running != nullptr ? running->order->certificate_sha256 : std::string()};
}

}  // namespace

Result<Place> place_of(const files::OrderFolder& base, const model::Order& wanted,
                       const model::WantedCertificate& certificate, const Request& request) {
  const auto chain = chain_of(base);
  if (!chain) {
    return fail(chain.error());
  }
  if (chain->empty()) {
    return request.renew ? fail(ErrorKind::input, "CSR-NOTHING-TO-RENEW",
                                {arg("site", wanted.site), arg("usage", to_string(wanted.usage)),
                                 arg("path", base.folder.string())})
                         : Result<Place>(Place{base, {}});
  }
  if (auto status = check_environment(chain->front(), wanted); !status) {
    return fail(std::move(status.error()));
  }
  const auto* running =
      last_that(*chain, [](const Link& link) { return link.is(model::OrderState::installed); });
  if (request.renew) {
    return renewal_of(*chain, running, wanted, certificate, request.now);
  }
  const bool is_over = !chain->front().is_on_its_way() &&
                       (running == nullptr || ended_on(end_of(*running), request.now));
  return Place{is_over ? next_place(*chain) : base, {}};
}

std::string folder_name(model::Usage usage, std::string_view service,
                        const policy::Policy& policy) {
  std::string name(to_string(usage));
  if (service == policy.service_name(usage)) {
    return name;
  }
  name += '.';
  for (const char c : service) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '_' || c == '.';
    name += plain ? c : '_';
  }
  return name;
}

}  // namespace dmp::csr::detail
