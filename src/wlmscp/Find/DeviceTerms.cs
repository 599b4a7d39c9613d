using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;
using WorklistScp.Worklist.Profiles;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Find;

/// <summary>What is agreed on with devices when they associate, as their profiles say.</summary>
/// <param name="profiles">The profiles that count now.</param>
/// <param name="extensions">The extensions of queries that all may have.</param>
internal sealed class DeviceTerms(Func<DeviceProfiles> profiles, QueryExtensions extensions)
{
    private readonly AssociationTerms _usual = Extend(AssociationTerms.Usual, extensions);

    /// <summary>The terms of a device.</summary>
    /// <param name="association">The association that it requests.</param>
    public AssociationTerms Of(DicomAssociation association)
    {
        if (profiles().Find(AssociatedDevice.Of(association)) is not { } profile)
        {
            return _usual;
        }

        DeviceNetwork network = profile.Network;
        var terms = new AssociationTerms
        {
            Source = profile.ToString(),
            CalledAETitle = profile.ServedAs,
            RequiresTls = network.RequiresTls,
            MaxPduLength = network.MaxPduLength,
            TransferSyntaxes = network.TransferSyntaxes,
            IdleTimeout = network.IdleTimeout,
        };
        return Extend(terms, network.Extend(extensions));
    }

    private static AssociationTerms Extend(AssociationTerms terms, QueryExtensions offered) =>
        offered == QueryExtensions.None
            ? terms
            : terms with
            {
                AgreeFurther = (sopClass, proposed) => sopClass == DicomUID.ModalityWorklistInformationModelFind
                    ? ExtendedNegotiation.Answer(proposed.Span, offered)
                    : null,
            };
}
