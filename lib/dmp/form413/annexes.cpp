#include <algorithm>

#include "dmp/files/read.hpp"
#include "dmp/form413/detail/output.hpp"
#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/form413.hpp"

namespace dmp::form413 {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

/// Whether a card is in force, or on its way.
bool in_hand(const std::optional<model::Card>& card, Date as_of) {
  return card && (card->status == model::CardStatus::requested ||
                  (card->status == model::CardStatus::active &&
                   (!card->expires_on || *card->expires_on >= as_of)));
}

void add(Values& values, std::string_view label, const std::string& value) {
  if (!value.empty()) {
    values.emplace_back(label, value);
  }
}

template <typename Identifier>
std::string text_of(const std::optional<Identifier>& identifier) {
  return identifier ? identifier->text() : std::string();
}

Values structure_values(const model::Establishment& site) {
  Values values;
  add(values, wording::kAnnexStructure, site.name);
  add(values, wording::kAnnexFiness, text_of(site.finess_geographic));
  add(values, wording::kAnnexJuridical, text_of(site.finess_juridical));
  add(values, wording::kAnnexSiret, text_of(site.siret));
  return values;
}

Values with_person(Values values, const model::Person& person) {
  add(values, wording::kFamilyName, person.family_name);
  add(values, wording::kGivenNames, person.given_names);
  add(values, wording::kPhone, person.phone);
  add(values, wording::kEmail, person.email);
  add(values, wording::kCardNumberKnown,
      person.card ? text_of(person.card->number) : std::string());
  return values;
}

Annex annex(std::string_view form, std::string_view title, std::string_view why,
            std::string_view filled_by, std::string_view card, std::string_view where,
            Values values) {
  return {std::string(form), std::string(title), std::string(why), std::string(filled_by),
          std::string(card), std::string(where), std::move(values)};
}

void add_101(const model::Establishment& site, Date as_of, std::vector<Annex>& list) {
  const model::Person nobody;
  const auto& person = site.representative ? *site.representative : nobody;
  const bool card = in_hand(person.card, as_of);
  const bool contract =
      site.contract && (site.contract->status == model::ContractStatus::signed_contract ||
                        site.contract->status == model::ContractStatus::requested);
  if (!card || !contract) {
    list.push_back(annex("101", wording::kTitle101,
                         card       ? wording::kWhyContract
                         : contract ? wording::kWhyCard
                                    : wording::kWhyBoth,
                         wording::kBy101, wording::kCard101, wording::kOrders,
                         with_person(structure_values(site), person)));
  }
}

void add_301(const model::Dossier& dossier, const model::Establishment& site, Date as_of,
             std::vector<Annex>& list) {
  for (const auto& id : site.administrators) {
    const auto* one = dossier.find_administrator(id);
    if (one != nullptr && one->employer == model::Employer::establishment &&
        !in_hand(one->person.card, as_of)) {
      list.push_back(annex("301", wording::kTitle301, wording::kWhy301, wording::kBy301,
                           wording::kCard301, wording::kOrders,
                           with_person(structure_values(site), one->person)));
    }
  }
}

void add_502(const model::Establishment& site, Date as_of, std::vector<Annex>& list) {
  const auto signer = model::signer_of(site);
  if (signer.proxy == nullptr) {
    return;
  }
  const auto& sent = signer.proxy->form_502_sent_on;
  if (!sent || *sent > as_of) {
    list.push_back(annex("502", wording::kTitle502, wording::kWhy502, wording::kBy502,
                         wording::kCard502, wording::kProcedures,
                         with_person(structure_values(site), signer.proxy->person)));
  }
}

/// Writes both forms of a site's sheet. What the site needs depends on the day: a sheet that tells
/// what an earlier one needed is replaced. The text has no day of its own but the PDF's beside it,
/// and so it is the first to be replaced.
Status make(const model::Establishment& site, const Request& request, Outcome& outcome) {
  const auto list_of = [&](Date day) { return annexes(request.dossier, site, day); };
  const auto list = list_of(date_of(request.now));
  if (list.empty()) {
    return {};
  }
  const bool trial = is_trial(request.dossier);
  auto pdf = annex_pdf(site, list, date_of(request.now), trial);
  if (!pdf) {
    return fail(pdf.error());
  }
  const auto name = "annexes-" + name_of(site);
  const auto text = annex_text(site, list, trial);
  const auto bytes = as_bytes(text);
  const auto judge_text = [&](const Bytes& existing) {
    const auto sheet = files::read_file(request.folder / (name + ".pdf"));
    const auto day = sheet ? prepared_on(*sheet) : std::nullopt;
    return day && annex_text(site, list_of(*day), trial) == as_text(existing) ? Earlier::outdated
                                                                              : Earlier::other;
  };
  const auto judge_pdf = [&](const Bytes& existing) {
    const auto with = [&](bool then) {
      return redrawn(existing, [&](Date day) {
        return annex_pdf(site, then ? list_of(day) : list, day, trial);
      });
    };
    return with(false) ? Earlier::same : with(true) ? Earlier::outdated : Earlier::other;
  };
  File files[] = {
      {site.id, name + ".txt", FileKind::annex, Bytes(bytes.begin(), bytes.end()), judge_text},
      {site.id, name + ".pdf", FileKind::annex, std::move(*pdf), judge_pdf}};
  for (auto& file : files) {
    auto written = put(file, request);
    if (!written) {
      return fail(written.error());
    }
    outcome.forms.push_back(std::move(*written));
  }
  return {};
}

}  // namespace

std::vector<Annex> annexes(const model::Dossier& dossier, const model::Establishment& site,
                           Date as_of) {
  std::vector<Annex> list;
  add_101(site, as_of, list);
  add_301(dossier, site, as_of, list);
  add_502(site, as_of, list);
  return list;
}

Result<Outcome> make_annexes(const Request& request) {
  if (const auto opened = open_folder(request); !opened) {
    return fail(opened.error());
  }
  Outcome outcome;
  for (const auto* site : request.sites) {
    if (request.stop && request.stop()) {
      outcome.stopped = true;
      break;
    }
    if (const auto made = make(*site, request, outcome); !made) {
      outcome.failures.emplace_back(site->id, made.error());
    }
  }
  return outcome;
}

}  // namespace dmp::form413
