#include <algorithm>
#include <set>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/form413/detail/output.hpp"
#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/form413.hpp"
#include "dmp/model/carrier.hpp"

// The mail is in French always, as everything that ANS reads.
namespace dmp::form413 {
namespace {

std::string full_name(const model::Person& person) {
  return person.given_names + (person.given_names.empty() ? "" : " ") + person.family_name;
}

model::Mailbox mailbox_of(const model::Person& person) { return {full_name(person), person.email}; }

void add_once(std::vector<model::Mailbox>& boxes, const model::Person& person) {
  const bool known =
      std::ranges::find(boxes, person.email, &model::Mailbox::address) != boxes.end();
  if (!known && model::is_email(person.email)) {
    boxes.push_back(mailbox_of(person));
  }
}

/// Those who sign, each once, in the order of the sites.
std::vector<model::Mailbox> signers_of(const std::vector<SiteForm>& forms) {
  std::vector<model::Mailbox> signers;
  for (const auto& form : forms) {
    const auto signer = model::signer_of(*form.site);
    if (signer.person != nullptr) {
      add_once(signers, *signer.person);
    }
  }
  return signers;
}

std::vector<model::Mailbox> copies(const model::Dossier& dossier,
                                   const std::vector<SiteForm>& forms,
                                   const model::Mailbox& sender) {
  auto boxes = signers_of(forms);
  for (const auto& form : forms) {
    for (const auto& id : form.site->administrators) {
      if (const auto* administrator = dossier.find_administrator(id)) {
        add_once(boxes, administrator->person);
      }
    }
  }
  std::erase_if(boxes, [&](const auto& box) { return box.address == sender.address; });
  return boxes;
}

std::string name_and_number(const model::Establishment& site) {
  const auto number = model::number_of(site, model::FinessKind::geographic);
  return site.name + (number.empty() ? std::string() : " (" + std::string(number) + ")");
}

bool asks_on(const model::Establishment& site, model::FinessKind on) {
  return std::ranges::find(site.certificates, on, &model::WantedCertificate::on) !=
         site.certificates.end();
}

/// What the site's certificates are on besides its own number, and who shares them.
std::string carriers_of(const model::Dossier& dossier, const model::Establishment& site,
                        const std::string& indent) {
  std::string text;
  for (const auto& [on, label] : {std::pair(model::FinessKind::juridical, wording::kMailEntity),
                                  std::pair(model::FinessKind::siret, wording::kMailSiret)}) {
    const auto number = model::number_of(site, on);
    if (number.empty() || !asks_on(site, on)) {
      continue;
    }
    text.append(indent).append(label).append(number) += '\n';
    std::vector<std::string> sites;
    for (const auto& other : dossier.establishments) {
      if (model::number_of(other, on) == number && asks_on(other, on)) {
        sites.push_back(name_and_number(other));
      }
    }
    if (sites.size() > 1) {
      text.append(indent).append(wording::kMailShared).append(listed(sites)) += '\n';
    }
  }
  return text;
}

std::string paragraph_of(const model::Dossier& dossier, const SiteForm& form, std::size_t number,
                         bool many) {
  const auto& site = *form.site;
  const auto indent = std::string(many ? "   " : "");
  std::string text = (many ? std::to_string(number) + ". " : std::string()) + site.name + "\n";
  if (site.finess_geographic) {
    text += indent + std::string(wording::kMailFiness) + site.finess_geographic->text() + "\n";
  }
  text += carriers_of(dossier, site, indent);
  return text + indent + std::string(wording::kMailFile) + form.file_name + "\n";
}

/// The further forms that go with it, each once.
std::string further_forms(const model::Dossier& dossier, const std::vector<SiteForm>& forms,
                          Date as_of) {
  std::set<std::string> lines;
  for (const auto& form : forms) {
    for (const auto& annex : annexes(dossier, *form.site, as_of)) {
      lines.insert(std::string(wording::kMailFurtherItem) + annex.form + " (" + annex.title + ")" +
                   (forms.size() > 1 ? " – " + form.site->name : std::string()) + "\n");
    }
  }
  std::string text;
  for (const auto& line : lines) {
    text += line;
  }
  return text.empty() ? text : std::string(wording::kMailFurther) + text + "\n";
}

std::string body_of(const model::Dossier& dossier, const std::vector<SiteForm>& forms,
                    const policy::Policy& policy, const model::Mailbox& sender, Date as_of) {
  const bool many = forms.size() > 1;
  std::string body(many ? wording::kMailBodyOfMany : wording::kMailBody);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    body += paragraph_of(dossier, forms[i], i + 1, many) + "\n";
  }
  body += std::string(wording::kMailPurpose) + policy.project_statement + ".\n\n";
  body += further_forms(dossier, forms, as_of);
  body += wording::kMailCopies;
  return body + std::string(wording::kMailEnd) + sender.name + "\n";
}

std::string subject_of(const model::Dossier& dossier, const std::vector<SiteForm>& forms) {
  std::string subject(is_trial(dossier) ? wording::kMailTrial : std::string_view());
  subject += wording::kMailSubject;
  if (forms.size() == 1) {
    const auto& site = *forms.front().site;
    return subject + " – " + site.name +
           (site.finess_geographic ? " – FINESS " + site.finess_geographic->text() : std::string());
  }
  if (dossier.group && !dossier.group->name.empty()) {
    subject += " – " + dossier.group->name;
  }
  return subject + " (" + std::to_string(forms.size()) + std::string(wording::kMailSites);
}

}  // namespace

Result<model::Mail> mail_of(const model::Dossier& dossier, const std::vector<SiteForm>& forms,
                            const policy::Policy& policy, Date as_of) {
  if (!model::is_email(policy.client_service_email)) {
    return fail(ErrorKind::input, "FORM-MAIL-ADDRESS", {arg("policy", policy.name)});
  }
  const auto signers = signers_of(forms);
  const bool contact =
      dossier.group && dossier.group->contact && model::is_email(dossier.group->contact->email);
  if (signers.empty() && !contact) {
    return fail(ErrorKind::input, "FORM-MAIL-SENDER",
                {arg("site", forms.empty() ? std::string() : forms.front().site->id)});
  }
  model::Mail mail;
  mail.from =
      signers.size() == 1 || !contact ? signers.front() : mailbox_of(*dossier.group->contact);
  mail.to = {"", policy.client_service_email};
  mail.cc = copies(dossier, forms, mail.from);
  mail.subject = subject_of(dossier, forms);
  mail.body = body_of(dossier, forms, policy, mail.from, as_of);
  mail.date = as_of;
  for (const auto& form : forms) {
    mail.attachments.push_back({form.file_name, "application/pdf", form.pdf});
  }
  return mail;
}

}  // namespace dmp::form413
