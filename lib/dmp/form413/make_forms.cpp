#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/listed.hpp"
#include "dmp/base/parallel.hpp"
#include "dmp/form413/detail/layout.hpp"
#include "dmp/form413/detail/output.hpp"
#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/form413.hpp"
#include "dmp/form413/template.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/pdf/drawing.hpp"

namespace dmp::form413 {
namespace {

/// What became of one site.
struct Made {
  bool begun = false;
  std::vector<WrittenForm> files;
  SiteForm form;  ///< Kept for the mail of the group.
  std::optional<Error> error;
};

class Maker {
 public:
  explicit Maker(const Request& request) : request_(request) {
    for (const auto& site : request.dossier.establishments) {
      named_[name_of(site)].push_back(&site);
    }
  }

  /// Refuses sites that lack something or have another one's number: which of them the form would
  /// be for, nobody could say.
  [[nodiscard]] Status claim(const model::Establishment& site) const;
  /// Makes one site's form and, where asked for, its mail; several threads may do so at a time.
  Status make(const model::Establishment& site, Made& made) const;
  /// Makes the mail of the group, once all its forms are there.
  void make_grouped(std::vector<Made>& all, Outcome& outcome) const;

 private:
  Result<Bytes> draw_on(const model::Establishment& site, Date day) const;
  Result<WrittenForm> make_form(const model::Establishment& site, SiteForm& form) const;
  Result<WrittenForm> make_mail(const std::vector<SiteForm>& forms, const std::string& site,
                                const std::string& name) const;
  Earlier judge_mail(std::string_view existing, const model::Mail& mail,
                     const std::vector<SiteForm>& forms) const;

  const Request& request_;
  /// By FINESS number or what else their forms are called after: the sites of the dossier.
  std::map<std::string, std::vector<const model::Establishment*>, std::less<>> named_;
};

Status Maker::claim(const model::Establishment& site) const {
  const auto missing = missing_fields(fields(request_.dossier, site, request_.policy));
  if (!missing.empty() && !request_.draft) {
    return fail(ErrorKind::input, "FORM-INCOMPLETE",
                {arg("site", site.id), arg("missing", listed(missing))});
  }
  const auto name = name_of(site);
  const auto& sites = named_.at(name);
  if (sites.size() > 1) {
    return fail(
        ErrorKind::input, "FORM-SAME-FINESS",
        {arg("site", site.id), arg("finess", name), arg("sites", model::listed_ids(sites))});
  }
  return {};
}

Result<Bytes> Maker::draw_on(const model::Establishment& site, Date day) const {
  if (request_.official != nullptr) {
    const auto values = fields(request_.dossier, site, request_.policy);
    const auto& official = *request_.official;
    const auto warning = is_trial(request_.dossier) ? wording::kTrial : std::string_view();
    return fill_template({official.pdf, official.map, values, official.flatten, day, warning});
  }
  return draw(request_.dossier, site, request_.policy, day, request_.draft);
}

Result<WrittenForm> Maker::make_form(const model::Establishment& site, SiteForm& form) const {
  auto pdf = draw_on(site, date_of(request_.now));
  if (!pdf) {
    return fail(pdf.error());
  }
  File file{site.id, "form-413-" + name_of(site) + (request_.draft ? "-draft.pdf" : ".pdf"),
            FileKind::form, std::move(*pdf), [&](const Bytes& existing) {
              return redrawn(existing, [&](Date day) { return draw_on(site, day); })
                         ? Earlier::same
                         : Earlier::other;
            }};
  auto written = put(file, request_);
  form = {&site, file.name, std::move(file.content)};
  return written;
}

/// Compares a mail with the one that would be written: made for the day of the one that is there,
/// and with its attachments where they are the same forms prepared on other days.
Earlier Maker::judge_mail(std::string_view existing, const model::Mail& mail,
                          const std::vector<SiteForm>& forms) const {
  const auto earlier = model::read_back(existing);
  if (!earlier || earlier->attachments.size() != forms.size()) {
    return Earlier::other;
  }
  auto again = mail;
  again.date = earlier->date;
  if (model::to_eml(again) == existing) {
    return Earlier::same;
  }
  // What it says besides may depend on its day: cards that ended since need further forms.
  auto then = mail_of(request_.dossier, forms, request_.policy, earlier->date);
  if (!then) {
    return Earlier::other;
  }
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const auto& held = earlier->attachments[i].content;
    const auto draw_again = [&](Date day) { return draw_on(*forms[i].site, day); };
    if (held != forms[i].pdf && !redrawn(held, draw_again)) {
      return Earlier::other;
    }
    then->attachments[i].content = held;
  }
  return model::to_eml(*then) == existing ? Earlier::outdated : Earlier::other;
}

Result<WrittenForm> Maker::make_mail(const std::vector<SiteForm>& forms, const std::string& site,
                                     const std::string& name) const {
  const auto mail = mail_of(request_.dossier, forms, request_.policy, date_of(request_.now));
  if (!mail) {
    return fail(mail.error());
  }
  const auto eml = model::to_eml(*mail);
  const auto bytes = as_bytes(eml);
  File file{site, "form-413-" + name + ".eml", FileKind::mail, Bytes(bytes.begin(), bytes.end()),
            [&](const Bytes& existing) { return judge_mail(as_text(existing), *mail, forms); }};
  return put(file, request_);
}

Status Maker::make(const model::Establishment& site, Made& made) const {
  auto written = make_form(site, made.form);
  if (!written) {
    return fail(written.error());
  }
  made.files.push_back(std::move(*written));
  if (request_.mails == Request::Mails::of_each) {
    auto mail = make_mail({made.form}, site.id, name_of(site));
    if (!mail) {
      return fail(mail.error());
    }
    made.files.push_back(std::move(*mail));
  }
  if (request_.mails != Request::Mails::of_group) {
    made.form = {};
  }
  return {};
}

void Maker::make_grouped(std::vector<Made>& all, Outcome& outcome) const {
  std::vector<std::string> missing = request_.left_out;
  for (const auto& [site, error] : outcome.failures) {
    missing.push_back(site);
  }
  if (!missing.empty()) {
    outcome.group_waits =
        Error{ErrorKind::input, "FORM-GROUP-INCOMPLETE", {arg("sites", listed(missing))}, {}};
    return;
  }
  std::vector<SiteForm> forms;
  for (auto& made : all) {
    forms.push_back(std::move(made.form));
  }
  if (forms.empty()) {
    return;
  }
  auto mail = make_mail(forms, {}, "group");
  if (mail) {
    outcome.forms.push_back(std::move(*mail));
  } else {
    outcome.failures.emplace_back(std::string(), mail.error());
  }
}

/// Makes the forms of all sites, each in its place of the list.
std::vector<Made> make_all(const Request& request, Maker& maker) {
  std::vector<Made> all(request.sites.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (const auto claimed = maker.claim(*request.sites[i]); !claimed) {
      all[i].error = claimed.error();
    }
  }
  std::mutex asking;
  for_each_index(all.size(), std::max(request.jobs, 1U), [&](std::size_t i) {
    {
      const std::lock_guard lock(asking);
      if (request.stop && request.stop()) {
        return;
      }
    }
    all[i].begun = true;
    if (all[i].error) {
      return;
    }
    if (const auto made = maker.make(*request.sites[i], all[i]); !made) {
      all[i].error = made.error();
    }
  });
  return all;
}

}  // namespace

Result<Bytes> draw(const model::Dossier& dossier, const model::Establishment& site,
                   const policy::Policy& policy, Date as_of, bool draft) {
  Content content;
  content.fields = fields(dossier, site, policy);
  content.finess = finess_of(site);
  content.official_url = policy.form_413_url;
  content.service_email = policy.client_service_email;
  content.prepared_on = format_date_french(as_of);
  content.signer_role = model::signer_of(site).role;
  content.trial = is_trial(dossier);
  content.draft = draft;
  const auto title = std::string(wording::kTitle) + " — " + site.name;
  return pdf::draw_pages(lay_out(content), {title, "FINESS " + content.finess, start_of(as_of)});
}

Result<Outcome> make_forms(const Request& request) {
  if (const auto opened = open_folder(request); !opened) {
    return fail(opened.error());
  }
  Outcome outcome;
  Maker maker(request);
  auto all = make_all(request, maker);
  for (std::size_t i = 0; i < all.size(); ++i) {
    outcome.stopped = outcome.stopped || !all[i].begun;
    std::ranges::copy(all[i].files, std::back_inserter(outcome.forms));
    if (all[i].begun && all[i].error) {
      outcome.failures.emplace_back(request.sites[i]->id, *all[i].error);
    }
  }
  if (!outcome.stopped && request.mails == Request::Mails::of_group) {
    maker.make_grouped(all, outcome);
  }
  return outcome;
}

}  // namespace dmp::form413
