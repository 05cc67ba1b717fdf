#include <algorithm>

#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapter 4.2, "Information": the proxy who signs in place of the legal representative.
namespace dmp::check {
namespace {

/// A proxy by the id of the dossier or, without one, by name.
Arg proxy_arg(const model::Proxy& proxy) {
  const auto& person = proxy.person;
  return arg("proxy", proxy.id.empty() ? person.given_names + ' ' + person.family_name : proxy.id);
}

void signatory_unstated(const Site& site, Violations& out) {
  if (!site.establishment.signatory) {
    out.push_back({site.at("signatory"), {}});
  }
}

void missing(const Site& site, Violations& out) {
  if (site.establishment.signatory == model::Signatory::proxy &&
      site.establishment.proxies.empty()) {
    out.push_back({site.at("proxies"), {}});
  }
}

void form_502(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy == nullptr) {
    return;
  }
  const auto& sent = signer.proxy->form_502_sent_on;
  if (!sent || *sent > site.as_of) {
    out.push_back({site.at(signer.part + "/form_502_sent_on"), {proxy_arg(*signer.proxy)}});
  }
}

void after_form_413(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  const auto& form = site.establishment.form_413.sent_on;
  if (signer.proxy == nullptr || !form) {
    return;
  }
  const auto& mandate = signer.proxy->form_502_sent_on;
  // One that is still to come has a rule of its own.
  if (mandate && *mandate <= site.as_of && *form < *mandate) {
    out.push_back({site.at("form_413/sent_on"),
                   {proxy_arg(*signer.proxy), arg("date", format_date(*form)),
                    arg("mandate", format_date(*mandate))}});
  }
}

void card(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr && !is_active(signer.person->card)) {
    out.push_back({site.at(signer.part + (signer.person->card ? "/card/status" : "/card")),
                   {proxy_arg(*signer.proxy), status_arg(signer.person->card)},
                   signer.person->card && signer.person->card->number});
  }
}

void card_type(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr && signer.person->card &&
      !has_type(signer.person->card, kProxyCards)) {
    auto args = type_args(*signer.person->card, kProxyCards);
    args.push_back(proxy_arg(*signer.proxy));
    out.push_back({site.at(signer.part + "/card/type"), std::move(args)});
  }
}

void card_expired(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr && is_past(signer.person->card, site.as_of)) {
    out.push_back({site.at(signer.part + "/card/expires_on"),
                   {proxy_arg(*signer.proxy), expiry_arg(*signer.person->card)}});
  }
}

void card_ends_soon(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  if (signer.proxy != nullptr &&
      ends_within(signer.person->card, site.as_of, site.policy.order_lead_days)) {
    out.push_back({site.at(signer.part + "/card/expires_on"),
                   {proxy_arg(*signer.proxy), expiry_arg(*signer.person->card)}});
  }
}

void is_representative(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  if (!establishment.representative) {
    return;
  }
  for (std::size_t i = 0; i < establishment.proxies.size(); ++i) {
    if (are_one(establishment.proxies[i].person, *establishment.representative)) {
      out.push_back(
          {site.at("proxies/" + std::to_string(i)), {proxy_arg(establishment.proxies[i])}});
    }
  }
}

/// A circle: who signs the form names himself, and nobody else, as administrator.
void names_self(const Site& site, Violations& out) {
  const auto signer = model::signer_of(site.establishment);
  const auto named = named_by(site);
  if (signer.proxy != nullptr && !named.empty() &&
      std::ranges::all_of(named, [&signer](const auto* administrator) {
        return are_one(administrator->person, *signer.person);
      })) {
    out.push_back({site.at("administrators"), {proxy_arg(*signer.proxy)}});
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"SIGNATORY-UNSTATED", Severity::warning, "ANS 30/09/2021, 5 (3.2)"},
     .site = signatory_unstated},
    {.rule = {"PROXY-MISSING", Severity::error, kChapter, true}, .site = missing},
    {.rule = {"PROXY-FORM-502", Severity::error, kChapter}, .site = form_502},
    {.rule = {"PROXY-AFTER-FORM-413", Severity::warning, kChapter}, .site = after_form_413},
    {.rule = {"PROXY-CARD", Severity::error, kChapter, true}, .site = card},
    {.rule = {"PROXY-CARD-TYPE", Severity::error, kChapter}, .site = card_type},
    {.rule = {"PROXY-CARD-EXPIRED", Severity::error, kChapter}, .site = card_expired},
    {.rule = {"PROXY-CARD-ENDS-SOON", Severity::warning, kChapter}, .site = card_ends_soon},
    {.rule = {"PROXY-IS-REPRESENTATIVE", Severity::warning, kChapter}, .site = is_representative},
    {.rule = {"PROXY-NAMES-SELF", Severity::warning, kChapter}, .site = names_self},
};

}  // namespace

std::span<const Check> proxy_checks() { return kChecks; }

}  // namespace dmp::check
