terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "5.2.0"
    }
  }
}

provider "azurerm" {
  features {}
  use_cli = false
}

resource "azurerm_resource_group" "story" {
  name     = "story-group"
  location = "westeurope"
}

resource "azurerm_data_factory" "story" {
  name                = "story-factory"
  location            = azurerm_resource_group.story.location
  resource_group_name = azurerm_resource_group.story.name
}

resource "azurerm_data_factory_integration_runtime_self_hosted" "story" {
  name            = "story-runtime"
  data_factory_id = azurerm_data_factory.story.id
}

output "group" {
  value = azurerm_resource_group.story.id
}

output "factory" {
  value = azurerm_data_factory.story.id
}

output "runtime" {
  value = azurerm_data_factory_integration_runtime_self_hosted.story.id
}

output "authKey1" {
  value     = azurerm_data_factory_integration_runtime_self_hosted.story.primary_authorization_key
  sensitive = true
}

output "authKey2" {
  value     = azurerm_data_factory_integration_runtime_self_hosted.story.secondary_authorization_key
  sensitive = true
}
