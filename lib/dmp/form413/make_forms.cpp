#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/files/read.hpp"
#include "dmp/files/write.hpp"
#include "dmp/form413/detail/layout.hpp"
#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/form413.hpp"
#include "dmp/pdf/drawing.hpp"

namespace dmp::form413 {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) {
    list.append(list.empty() ? "" : ", ").append(word);
  }
  return list;
}

/// The day that a form of ours was prepared on, from its document information.
std::optional<Date> prepared_on(ByteView pdf) {
  constexpr std::string_view kKey = "/CreationDate (D:";
  const auto text = as_text(pdf);
  const auto at = text.rfind(kKey);
  if (at == std::string_view::npos || text.size() < at + kKey.size() + 8) {
    return std::nullopt;
  }
  const std::string day(text.substr(at + kKey.size(), 8));
  return parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6, 2));
}

std::string finess_of(const model::Establishment& site) {
  return site.finess_geographic ? site.finess_geographic->text() : std::string{};
}

/// What files of a site are called after: its number, or its id without what paths give a meaning.
std::string name_of(const model::Establishment& site) {
  auto name = finess_of(site);
  if (name.empty()) {
    name = site.id;
    std::ranges::replace_if(
        name, [](char c) { return c == '/' || c == '.' || (c >= 0 && c <= ' '); }, '_');
  }
  return name;
}

class Maker {
 public:
  explicit Maker(const Request& request) : request_(request) {}

  Result<WrittenForm> make(const model::Establishment& site);

 private:
  Result<Bytes> draw_on(const model::Establishment& site, Date day) const {
    return draw(request_.dossier, site, request_.policy, day, request_.draft);
  }
  Status claim(const model::Establishment& site);
  [[nodiscard]] bool is_same(const model::Establishment& site, const Bytes& existing,
                             const Bytes& pdf) const;
  Status put(WrittenForm& form, const model::Establishment& site, const Bytes& pdf) const;

  const Request& request_;
  std::map<std::string, std::string, std::less<>> taken_;  ///< FINESS number and its first site.
};

Status Maker::claim(const model::Establishment& site) {
  const auto missing = missing_fields(fields(request_.dossier, site, request_.policy));
  if (!missing.empty() && !request_.draft) {
    return fail(ErrorKind::input, "FORM-INCOMPLETE",
                {arg("site", site.id), arg("missing", joined(missing))});
  }
  const auto finess = finess_of(site);
  if (finess.empty()) {
    return {};
  }
  const auto [first, inserted] = taken_.emplace(finess, site.id);
  if (!inserted) {
    return fail(ErrorKind::input, "FORM-SAME-FINESS",
                {arg("site", site.id), arg("other", first->second), arg("finess", finess)});
  }
  return {};
}

/// Tells whether what is there is this form, be it prepared on another day.
bool Maker::is_same(const model::Establishment& site, const Bytes& existing,
                    const Bytes& pdf) const {
  if (existing == pdf) {
    return true;
  }
  const auto day = prepared_on(existing);
  const auto redrawn = day ? draw_on(site, *day) : Result<Bytes>{};
  return redrawn && *redrawn == existing;
}

Status Maker::put(WrittenForm& form, const model::Establishment& site, const Bytes& pdf) const {
  const auto existing = files::read_file(form.path);
  const bool absent = !existing && existing.error().id == "FILE-NOT-FOUND";
  if (!existing && !absent) {
    return fail(existing.error());
  }
  if (!absent && is_same(site, *existing, pdf)) {
    form.kept = true;
    return {};
  }
  if (!absent && !request_.overwrite) {
    return fail(ErrorKind::usage, "FILE-EXISTS", {arg("path", form.path.string())});
  }
  if (request_.dry_run) {
    return {};
  }
  const auto mode = absent ? files::WriteMode::create : files::WriteMode::replace;
  auto status = files::write_file(form.path, pdf, files::kPublic, mode);
  form.written = status.has_value();
  return status;
}

Result<WrittenForm> Maker::make(const model::Establishment& site) {
  if (const auto claimed = claim(site); !claimed) {
    return fail(claimed.error());
  }
  const auto pdf = draw_on(site, request_.as_of);
  if (!pdf) {
    return fail(pdf.error());
  }
  WrittenForm form;
  form.site = site.id;
  form.file_name = "form-413-" + name_of(site) + (request_.draft ? "-draft.pdf" : ".pdf");
  form.path = request_.folder / form.file_name;
  if (const auto done = put(form, site, *pdf); !done) {
    return fail(done.error());
  }
  return form;
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
  content.trial = dossier.environment == model::Environment::test ||
                  dossier.environment == model::Environment::rehearsal;
  content.draft = draft;
  const auto title = std::string(wording::kTitle) + " — " + site.name;
  return pdf::draw_pages(lay_out(content), {title, "FINESS " + content.finess, start_of(as_of)});
}

Result<Outcome> make_forms(const Request& request) {
  if (!request.dry_run && !request.folder.empty()) {
    if (const auto made = files::make_folder(request.folder); !made) {
      return fail(made.error());
    }
  }
  Outcome outcome;
  Maker maker(request);
  for (const auto* site : request.sites) {
    if (request.stop && request.stop()) {
      outcome.stopped = true;
      break;
    }
    auto form = maker.make(*site);
    if (form) {
      outcome.forms.push_back(std::move(*form));
    } else {
      outcome.failures.emplace_back(site->id, form.error());
    }
  }
  return outcome;
}

}  // namespace dmp::form413
